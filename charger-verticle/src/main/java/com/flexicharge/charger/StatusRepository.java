package com.flexicharge.charger;

import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetStatuses;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.PastStatus;
import com.flexicharge.shared.contract.charger.StatusReport;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringLimits;
import com.flexicharge.shared.db.GatheringWriter;
import com.flexicharge.shared.db.Times;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What connectors report, in the database; the reports of a whole fleet are committed together. */
final class StatusRepository {
    private final Database database;
    private final GatheringWriter<UsableReport, StatusOutcome> reports;

    StatusRepository(Database database, MeterRegistry meters) {
        this.database = database;
        this.reports = GatheringWriter.keyed(
                database,
                meters,
                "charger.statuses",
                GatheringLimits.USUAL,
                UsableReport::connectorID,
                StatusRepository::store);
    }

    Future<StatusOutcome> store(UsableReport report) {
        return reports.write(report);
    }

    Future<List<PastStatus>> list(GetStatuses wanted) {
        var filters = Tuple.of(wanted.connectorID(), wanted.connector())
                .addOffsetDateTime(Times.atOrNull(wanted.from()))
                .addOffsetDateTime(Times.atOrNull(wanted.to()))
                .addLong(wanted.page().after())
                .addInteger(wanted.page().limit());
        var sql = wanted.page().descending() ? StatusSql.LIST_DESCENDING : StatusSql.LIST_ASCENDING;
        return database.query(client -> client.preparedQuery(sql).execute(filters))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(StatusRepository::past)
                        .toList());
    }

    private static Future<List<StatusOutcome>> store(SqlConnection connection, List<UsableReport> reports) {
        return connection
                .preparedQuery(StatusSql.LOCK)
                .execute(Columns.of(reports).ints(UsableReport::connectorID).tuple())
                .map(StatusRepository::owners)
                .compose(owners -> storeKnown(
                                connection,
                                owners,
                                reports.stream()
                                        .filter(report -> owners.containsKey(report.connectorID()))
                                        .toList())
                        .map(applied -> reports.stream()
                                .map(report -> outcome(report.connectorID(), owners, applied))
                                .toList()));
    }

    /** @return the chargers whose report is the latest of its connector */
    private static Future<Set<Integer>> storeKnown(
            SqlConnection connection, Map<Integer, SocketOwner> owners, List<UsableReport> reports) {
        var heeded = reports.stream()
                .filter(report -> owner(owners, report).heeds(report.asSent()))
                .toList();
        return connection
                .preparedQuery(StatusSql.STORE_HISTORY)
                .execute(columns(reports).tuple())
                .compose(stored -> connection
                        .preparedQuery(StatusSql.STORE_LATEST)
                        .execute(columns(heeded)
                                .flags(report -> !owner(owners, report).sent(report.asSent()))
                                .tuple()))
                .map(StatusRepository::ids)
                .compose(applied -> connection
                        .preparedQuery(StatusSql.SUM_UP)
                        .execute(Tuple.tuple().addValue(applied.toArray(Integer[]::new)))
                        .map(applied));
    }

    private static SocketOwner owner(Map<Integer, SocketOwner> owners, UsableReport report) {
        return Objects.requireNonNull(owners.get(report.connectorID()));
    }

    private static Columns<UsableReport> columns(List<UsableReport> reports) {
        return Columns.of(reports)
                .ints(UsableReport::connectorID)
                .ints(report -> report.asSent().connector())
                .texts(report -> report.asSent().status().word())
                .texts(report -> StorableText.of(report.asSent().errorCode()))
                .texts(report -> StorableText.ofNullable(report.asSent().info()))
                .texts(report -> StorableText.ofNullable(report.asSent().vendorID()))
                .texts(report -> StorableText.ofNullable(report.asSent().vendorErrorCode()))
                .times(UsableReport::usableAt)
                .texts(report -> StorableText.ofNullable(report.asSent().statusRaw()))
                .times(report -> report.asSent().receivedAt());
    }

    private static Map<Integer, SocketOwner> owners(RowSet<Row> rows) {
        var owners = new HashMap<Integer, SocketOwner>();
        rows.forEach(row -> owners.put(
                row.getInteger("connector_id"),
                new SocketOwner(
                        row.getLong("epoch"),
                        Times.find(row, "connected_at"),
                        Optional.ofNullable(ChargerSql.protocol(row)))));
        return owners;
    }

    private static Set<Integer> ids(RowSet<Row> rows) {
        var ids = new HashSet<Integer>();
        rows.forEach(row -> ids.add(row.getInteger("connector_id")));
        return ids;
    }

    private static StatusOutcome outcome(int connectorID, Map<Integer, SocketOwner> owners, Set<Integer> applied) {
        var owner = owners.get(connectorID);
        if (owner == null) {
            return new StatusOutcome.NoSuchCharger();
        }
        return applied.contains(connectorID)
                ? new StatusOutcome.Latest(owner.protocol())
                : new StatusOutcome.HistoryOnly();
    }

    private static PastStatus past(Row row) {
        return new PastStatus(
                row.getLong("id"),
                new StatusReport(
                        row.getInteger("connector_id"),
                        row.getInteger("connector"),
                        Words.storedStatus(row.getString("status")),
                        row.getString("error_code"),
                        row.getString("info"),
                        row.getString("vendor_id"),
                        row.getString("vendor_error_code"),
                        Times.instant(row, "status_at"),
                        row.getString("status_raw"),
                        Times.instant(row, "received_at")));
    }
}
