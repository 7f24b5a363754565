package com.flexicharge.charger.configuration;

import com.flexicharge.charger.KnownChargerSql;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.StoredKey;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** The keys chargers are known to have, in the database. */
final class ConfigurationRepository {
    /** Chargers have 30 to 300. */
    static final int MOST_KEYS = 2_000;

    private final Database database;

    ConfigurationRepository(Database database) {
        this.database = database;
    }

    /** @param keys distinct in how they are found */
    Future<Void> read(int connectorID, List<KnownKey> keys, List<String> unknown, Instant at) {
        var columns = Columns.of(keys)
                .ints(key -> connectorID)
                .texts(KnownKey::lower)
                .texts(KnownKey::name)
                .texts(KnownKey::value)
                .flags(KnownKey::readonly)
                .times(key -> at)
                .tuple();
        var forgotten =
                Tuple.of(connectorID).addValue(unknown.toArray(String[]::new)).addValue(Times.at(at));
        return database.inTransaction(connection -> KnownChargerSql.lockOne(connection, connectorID)
                .compose(locked ->
                        connection.preparedQuery(ConfigurationSql.STORE).execute(columns))
                .compose(stored ->
                        connection.preparedQuery(ConfigurationSql.FORGET).execute(forgotten))
                .compose(forgot -> trim(connection, connectorID)));
    }

    Future<Void> change(int connectorID, KnownKey key, Instant at) {
        var values = Tuple.of(connectorID, key.lower(), key.name(), Columns.storable(key.value()), Times.at(at));
        return database.inTransaction(connection -> KnownChargerSql.lockOne(connection, connectorID)
                .compose(locked ->
                        connection.preparedQuery(ConfigurationSql.CHANGE).execute(values))
                .compose(changed -> trim(connection, connectorID)));
    }

    Future<List<StoredKey>> list(int connectorID) {
        return database.query(
                        client -> client.preparedQuery(ConfigurationSql.LIST).execute(Tuple.of(connectorID)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ConfigurationRepository::stored)
                        .toList());
    }

    private static Future<Void> trim(SqlConnection connection, int connectorID) {
        return connection
                .preparedQuery(ConfigurationSql.TRIM)
                .execute(Tuple.of(connectorID, MOST_KEYS))
                .mapEmpty();
    }

    private static StoredKey stored(Row row) {
        return new StoredKey(
                new ConfigurationEndpoints.Key(
                        row.getString("key"), row.getString("value"), row.getBoolean("readonly")),
                Times.instant(row, "read_at"));
    }
}
