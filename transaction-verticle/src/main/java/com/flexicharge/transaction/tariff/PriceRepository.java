package com.flexicharge.transaction.tariff;

import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetPrice;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.Price;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;

/** What a kWh costs now. */
public final class PriceRepository {
    /** Serves the registry, which shows it with every charge point; the same expression prices a row when it is made. */
    private static final String NOW = "select %s as price".formatted(PriceSql.at("null::int", "$1", "$2"));

    private final Database database;
    private final Clock clock;
    private final int defaultPriceOre;

    public PriceRepository(Database database, Clock clock, int defaultPriceOre) {
        this.database = database;
        this.clock = clock;
        this.defaultPriceOre = defaultPriceOre;
    }

    public Future<Price> price(GetPrice asked) {
        if (asked.ownPriceOre() != null) {
            return Future.succeededFuture(new Price(asked.ownPriceOre()));
        }
        return database.query(client -> client.preparedQuery(NOW)
                .execute(Tuple.of(Times.at(clock.instant()), defaultPriceOre))
                .map(rows -> new Price(rows.iterator().next().getInteger("price"))));
    }
}
