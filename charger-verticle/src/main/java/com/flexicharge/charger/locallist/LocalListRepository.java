package com.flexicharge.charger.locallist;

import com.flexicharge.charger.KnownChargerSql;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.Entry;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.ListAccepted;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.LocalList;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.VersionRead;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/** The local lists of chargers, in the database. */
final class LocalListRepository {
    private static final LocalList NEVER_HEARD_OF = new LocalList(null, List.of(), null);

    private final Database database;

    LocalListRepository(Database database) {
        this.database = database;
    }

    /**
     * Counts a list the charger took, unless it was counted before.
     *
     * @param tags distinct in their keys
     * @return fails with a refusal when the list would have more than {@link LocalListService#MOST_ENTRIES}
     */
    Future<Void> accept(ListAccepted accepted, List<ListedTag> tags) {
        var id = accepted.connectorID();
        var list = Tuple.of(id, accepted.listVersion(), Times.at(accepted.at()), accepted.commandID());
        return database.inTransaction(connection -> KnownChargerSql.lockOne(connection, id)
                .compose(locked -> connection.preparedQuery(LocalListSql.ACCEPT).execute(list))
                .compose(news -> news.rowCount() == 0
                        ? Future.succeededFuture()
                        : write(connection, id, accepted.full(), tags)));
    }

    /** A charger that says its list is empty, or that it has none, has no entries. */
    Future<Void> readVersion(VersionRead read) {
        var version = Tuple.of(read.connectorID(), read.listVersion(), Times.at(read.at()));
        return database.inTransaction(connection -> KnownChargerSql.lockOne(connection, read.connectorID())
                .compose(locked ->
                        connection.preparedQuery(LocalListSql.READ_VERSION).execute(version))
                .compose(news -> news.rowCount() == 0 || read.listVersion() > 0
                        ? Future.succeededFuture()
                        : clear(connection, read.connectorID())));
    }

    Future<LocalList> find(int connectorID) {
        return database.query(client -> client.preparedQuery(LocalListSql.FIND).execute(Tuple.of(connectorID)))
                .map(LocalListRepository::list);
    }

    private static Future<Void> write(SqlConnection connection, int connectorID, boolean full, List<ListedTag> tags) {
        var on = tags.stream().filter(tag -> tag.info().isPresent()).toList();
        return (full ? clear(connection, connectorID) : takeOff(connection, connectorID, tags))
                .compose(room -> put(connection, connectorID, on))
                .compose(put -> connection.preparedQuery(LocalListSql.COUNT).execute(Tuple.of(connectorID)))
                .compose(LocalListRepository::refuseTooMany);
    }

    private static Future<Void> clear(SqlConnection connection, int connectorID) {
        return connection
                .preparedQuery(LocalListSql.CLEAR)
                .execute(Tuple.of(connectorID))
                .mapEmpty();
    }

    private static Future<Void> takeOff(SqlConnection connection, int connectorID, List<ListedTag> tags) {
        var off = tags.stream()
                .filter(tag -> tag.info().isEmpty())
                .map(ListedTag::key)
                .toArray(String[]::new);
        return connection
                .preparedQuery(LocalListSql.TAKE_OFF)
                .execute(Tuple.of(connectorID).addValue(off))
                .mapEmpty();
    }

    private static Future<Void> put(SqlConnection connection, int connectorID, List<ListedTag> tags) {
        var columns = Columns.of(tags)
                .ints(tag -> connectorID)
                .texts(ListedTag::key)
                .texts(ListedTag::idTag)
                .texts(tag -> tag.info().orElseThrow().status().name())
                .times(tag -> tag.info().orElseThrow().expiryAt())
                .texts(tag -> tag.info().orElseThrow().parentIdTag())
                .tuple();
        return connection.preparedQuery(LocalListSql.PUT).execute(columns).mapEmpty();
    }

    private static Future<Void> refuseTooMany(RowSet<Row> count) {
        return count.iterator().next().getLong("entries") > LocalListService.MOST_ENTRIES
                ? Future.failedFuture(LocalListService.tooMany())
                : Future.succeededFuture();
    }

    private static LocalList list(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return NEVER_HEARD_OF;
        }
        var list = rows.iterator().next();
        return new LocalList(
                list.getInteger("list_version"),
                StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getValue("id_tag") != null)
                        .map(LocalListRepository::entry)
                        .toList(),
                Times.find(list, "sent_at").orElse(null));
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getString("id_tag"),
                new IdTagInfo(
                        IdTagInfo.Status.valueOf(row.getString("status")),
                        Times.find(row, "expiry_at").orElse(null),
                        row.getString("parent_id_tag")));
    }
}
