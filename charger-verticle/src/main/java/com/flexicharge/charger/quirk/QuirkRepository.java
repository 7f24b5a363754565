package com.flexicharge.charger.quirk;

import com.flexicharge.shared.contract.charger.QuirkEndpoints.MakeRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirkCount;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirkUse;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** Deviations in the database: which are allowed, which were met. */
public final class QuirkRepository {
    private final Database database;

    public QuirkRepository(Database database) {
        this.database = database;
    }

    /** Empty when there is no such charger. */
    Future<Optional<OwnRules>> find(int connectorID) {
        return find(QuirkSql.FIND_BY_ID, Tuple.of(connectorID));
    }

    /** Empty when there is no such charger. */
    Future<Optional<OwnRules>> find(String serialNumber) {
        return find(QuirkSql.FIND_BY_SERIAL_NUMBER, Tuple.of(Columns.storable(serialNumber)));
    }

    Future<List<QuirkCount>> counts(int connectorID) {
        return database.query(client -> client.preparedQuery(QuirkSql.COUNTS).execute(Tuple.of(connectorID)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new QuirkCount(
                                row.getString("rule"), row.getLong("uses"), Times.instant(row, "last_at")))
                        .toList());
    }

    /** @return whether there is such a charger */
    Future<Boolean> put(int connectorID, Set<String> rules) {
        return database.inTransaction(connection -> connection
                .preparedQuery(QuirkSql.LOCK_CHARGER)
                .execute(Tuple.of(connectorID))
                .compose(locked -> locked.size() == 0
                        ? Future.succeededFuture(false)
                        : replace(connection, connectorID, rules).map(true)));
    }

    Future<List<MakeRules>> makes() {
        return database.query(client -> client.preparedQuery(QuirkSql.MAKES).execute())
                .map(QuirkRepository::makes);
    }

    Future<Void> putMakes(List<MakeRules> makes) {
        return database.inTransaction(connection -> connection
                .query(QuirkSql.LOCK_MAKES)
                .execute()
                .compose(locked -> connection.query(QuirkSql.REMOVE_MAKES).execute())
                .compose(removed -> connection.preparedQuery(QuirkSql.ADD_MAKES).execute(columns(makes)))
                .mapEmpty());
    }

    Future<Void> count(List<QuirkUse> uses) {
        var columns = Columns.of(uses)
                .ints(QuirkUse::connectorID)
                .texts(QuirkUse::rule)
                .longs(QuirkUse::uses)
                .times(QuirkUse::lastAt)
                .tuple();
        return database.query(client -> client.preparedQuery(QuirkSql.COUNT).execute(columns))
                .mapEmpty();
    }

    private Future<Optional<OwnRules>> find(String statement, Tuple key) {
        return database.query(client -> client.preparedQuery(statement).execute(key))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new OwnRules(make(row), rules(row)))
                        .findFirst());
    }

    private static Future<RowSet<Row>> replace(SqlConnection connection, int connectorID, Set<String> rules) {
        return connection
                .preparedQuery(QuirkSql.REMOVE_OWN)
                .execute(Tuple.of(connectorID))
                .compose(removed -> connection
                        .preparedQuery(QuirkSql.ADD_OWN)
                        .execute(Tuple.of(connectorID).addArrayOfString(rules.toArray(String[]::new))));
    }

    private record MakeRule(Make make, String rule) {}

    private static Tuple columns(List<MakeRules> makes) {
        var rows = makes.stream()
                .flatMap(make -> new TreeSet<>(make.rules())
                        .stream()
                                .map(rule -> new MakeRule(
                                        new Make(make.vendor(), make.model(), make.firmwareVersion()), rule)))
                .toList();
        return Columns.of(rows)
                .texts(row -> row.make().vendor())
                .texts(row -> row.make().model())
                .texts(row -> row.make().firmwareVersion())
                .texts(MakeRule::rule)
                .tuple();
    }

    private static List<MakeRules> makes(RowSet<Row> rows) {
        var byMake = new LinkedHashMap<Make, Set<String>>();
        rows.forEach(row ->
                byMake.computeIfAbsent(make(row), first -> new TreeSet<>()).add(row.getString("rule")));
        return byMake.entrySet().stream()
                .map(entry -> new MakeRules(
                        entry.getKey().vendor(),
                        entry.getKey().model(),
                        entry.getKey().firmwareVersion(),
                        entry.getValue()))
                .toList();
    }

    /** Of a row with these columns of {@code charger.chargers}. */
    public static Make make(Row row) {
        return new Make(row.getString("vendor"), row.getString("model"), row.getString("firmware_version"));
    }

    /** Of a row with the charger's own as an array {@code rules}. */
    public static Set<String> rules(Row row) {
        return Set.of(row.getArrayOfStrings("rules"));
    }
}
