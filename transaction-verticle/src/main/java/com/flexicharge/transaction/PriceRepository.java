package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetPrice;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.Price;
import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** What a kWh costs now. */
final class PriceRepository {
    /** Serves the registry, which shows it with every charge point; the same expression prices a row when it is made. */
    private static final String NOW = "select %s as price".formatted(PriceSql.now("null::int", "$1"));

    private final Database database;
    private final int defaultPriceOre;

    PriceRepository(Database database, int defaultPriceOre) {
        this.database = database;
        this.defaultPriceOre = defaultPriceOre;
    }

    Future<Price> price(GetPrice asked) {
        if (asked.ownPriceOre() != null) {
            return Future.succeededFuture(new Price(asked.ownPriceOre()));
        }
        return database.query(client -> client.preparedQuery(NOW)
                .execute(Tuple.of(defaultPriceOre))
                .map(rows -> new Price(rows.iterator().next().getInteger("price"))));
    }
}
