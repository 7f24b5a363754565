package com.flexicharge.transaction.tariff;

import com.flexicharge.shared.contract.transaction.TariffEndpoints.Tariff;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** Tariffs and the default price in the database. */
final class TariffRepository {
    private static final String LIST = """
            select hour, price_ore from transaction.tariffs where hour >= $1 and hour < $2 order by hour limit 1000""";

    /** In one order, so that two who write the same hours do not wait for each other in a circle. */
    private static final String PUT = """
            insert into transaction.tariffs (hour, price_ore)
            select hour, price_ore from unnest($1::timestamptz[], $2::int[]) as given(hour, price_ore) order by hour
            on conflict (hour) do update set price_ore = excluded.price_ore""";

    private static final String REMOVE = "delete from transaction.tariffs where hour = $1";

    private static final String DEFAULT_PRICE = "select %s as price".formatted(PriceSql.byDefault("$1"));

    private static final String PUT_DEFAULT_PRICE = """
            insert into transaction.settings (key, value) values ('%s', $1)
            on conflict (key) do update set value = excluded.value""".formatted(PriceSql.DEFAULT_PRICE_KEY);

    private final Database database;

    TariffRepository(Database database) {
        this.database = database;
    }

    Future<List<Tariff>> list(Instant from, Instant to) {
        return database.query(client -> client.preparedQuery(LIST)
                .execute(Tuple.of(Times.at(from), Times.at(to)))
                .map(TariffRepository::tariffs));
    }

    /** @param tariffs each hour once */
    Future<Void> put(List<Tariff> tariffs) {
        var columns =
                Columns.of(tariffs).times(Tariff::hour).ints(Tariff::priceOre).tuple();
        return database.query(
                client -> client.preparedQuery(PUT).execute(columns).mapEmpty());
    }

    /** @return whether it was there */
    Future<Boolean> remove(Instant hour) {
        return database.query(client ->
                client.preparedQuery(REMOVE).execute(Tuple.of(Times.at(hour))).map(rows -> rows.rowCount() > 0));
    }

    Future<Integer> defaultPrice(int configured) {
        return database.query(client -> client.preparedQuery(DEFAULT_PRICE)
                .execute(Tuple.of(configured))
                .map(rows -> rows.iterator().next().getInteger("price")));
    }

    Future<Void> putDefaultPrice(int priceOre) {
        return database.query(client -> client.preparedQuery(PUT_DEFAULT_PRICE)
                .execute(Tuple.of(Integer.toString(priceOre)))
                .mapEmpty());
    }

    private static List<Tariff> tariffs(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Tariff(Times.instant(row, "hour"), row.getInteger("price_ore")))
                .toList();
    }
}
