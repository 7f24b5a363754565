package com.flexicharge.transaction.tariff;

import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.DefaultPrice;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.GetDefaultPrice;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.ListTariffs;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.PutDefaultPrice;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.PutTariffs;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.RemoveTariff;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.Tariff;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.Tariffs;
import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.TreeMap;

/** Prices as operators set them. A session has the price of when it was made, whatever is set later. */
public final class TariffService {
    private final TariffRepository tariffs;
    private final int configuredPriceOre;

    public TariffService(Database database, int configuredPriceOre) {
        this.tariffs = new TariffRepository(database);
        this.configuredPriceOre = configuredPriceOre;
    }

    public Future<Tariffs> list(ListTariffs asked) {
        return tariffs.list(asked.from(), asked.to()).map(Tariffs::new);
    }

    /** An hour given twice has the price given last. */
    public Future<Tariffs> put(PutTariffs wanted) {
        var byHour = new TreeMap<Instant, Tariff>();
        wanted.tariffs().forEach(tariff -> byHour.put(tariff.hour(), tariff));
        var stored = new Tariffs(byHour.values().stream().toList());
        return tariffs.put(stored.tariffs()).map(stored);
    }

    public Future<Done> remove(RemoveTariff asked) {
        return tariffs.remove(asked.hour())
                .compose(removed -> removed
                        ? Future.succeededFuture(Done.DONE)
                        : Future.failedFuture(
                                Refusal.of(Reason.NOT_FOUND, "tariffNotFound", "There is no tariff for this hour.")));
    }

    public Future<DefaultPrice> getDefault(GetDefaultPrice asked) {
        return tariffs.defaultPrice(configuredPriceOre).map(DefaultPrice::new);
    }

    public Future<DefaultPrice> putDefault(PutDefaultPrice wanted) {
        return tariffs.putDefaultPrice(wanted.priceOre()).map(new DefaultPrice(wanted.priceOre()));
    }
}
