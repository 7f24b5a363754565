package com.flexicharge.shared.contract.transaction;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Done;
import java.time.Instant;
import java.util.List;

/**
 * What a kWh costs by the hour, where a charge point has no price of its own. An hour without a tariff has the default price. Prices
 * are öre per kWh.
 */
public interface TariffEndpoints {
    /** @param hour its begin; whole, by UTC */
    record Tariff(Instant hour, int priceOre) {}

    /** The hours that begin within {@code from}, inclusive, and {@code to}, exclusive; 1,000 at most, the earliest first. */
    record ListTariffs(Instant from, Instant to) {}

    /** All or none; an hour that is there gets the new price. Told again, it changes nothing. */
    record PutTariffs(List<Tariff> tariffs) {
        public PutTariffs {
            tariffs = List.copyOf(tariffs);
        }
    }

    /** In the order of their hours. */
    record Tariffs(List<Tariff> tariffs) {
        public Tariffs {
            tariffs = List.copyOf(tariffs);
        }
    }

    /** Refused with {@code NOT_FOUND tariffNotFound}. */
    record RemoveTariff(Instant hour) {}

    record GetDefaultPrice() {}

    /** Takes the place of the configured one, for good. */
    record PutDefaultPrice(int priceOre) {}

    record DefaultPrice(int priceOre) {}

    Endpoint<ListTariffs, Tariffs> LIST_TARIFFS =
            Endpoint.of("transaction.listTariffs", ListTariffs.class, Tariffs.class);
    Endpoint<PutTariffs, Tariffs> PUT_TARIFFS = Endpoint.of("transaction.putTariffs", PutTariffs.class, Tariffs.class);
    Endpoint<RemoveTariff, Done> REMOVE_TARIFF =
            Endpoint.of("transaction.removeTariff", RemoveTariff.class, Done.class);
    Endpoint<GetDefaultPrice, DefaultPrice> GET_DEFAULT_PRICE =
            Endpoint.of("transaction.getDefaultPrice", GetDefaultPrice.class, DefaultPrice.class);
    Endpoint<PutDefaultPrice, DefaultPrice> PUT_DEFAULT_PRICE =
            Endpoint.of("transaction.putDefaultPrice", PutDefaultPrice.class, DefaultPrice.class);
}
