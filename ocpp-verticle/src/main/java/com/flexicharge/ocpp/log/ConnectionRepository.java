package com.flexicharge.ocpp.log;

import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.ConnectionCounts;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.CountConnections;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.PastConnection;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.SearchConnections;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.stream.StreamSupport;

/** The record of connections in the database. */
final class ConnectionRepository {
    private final Database database;
    private final String node;

    /** @param node that the sockets are on */
    ConnectionRepository(Database database, String node) {
        this.database = database;
        this.node = node;
    }

    /** In this order: a socket's end may be in the same batch as its beginning. */
    Future<Void> store(List<SocketEvent> events) {
        var opened = only(SocketEvent.Opened.class, events);
        var closed = only(SocketEvent.Closed.class, events);
        return database.inTransaction(
                connection -> storeOpened(connection, opened).compose(stored -> storeClosed(connection, closed)));
    }

    private Future<Void> storeOpened(SqlConnection connection, List<SocketEvent.Opened> opened) {
        if (opened.isEmpty()) {
            return Future.succeededFuture();
        }
        var rows = Columns.of(opened)
                .ints(SocketEvent.Opened::connectorID)
                .texts(SocketEvent.Opened::serialNumber)
                .texts(event -> node)
                .longs(SocketEvent.Opened::epoch)
                .texts(SocketEvent.Opened::remoteAddress)
                .texts(event -> event.protocol().word())
                .ints(SocketEvent.Opened::securityProfile)
                .times(SocketEvent.Opened::at)
                .tuple();
        var newest = Columns.of(opened)
                .ints(SocketEvent.Opened::connectorID)
                .longs(SocketEvent.Opened::epoch)
                .times(SocketEvent.Opened::at)
                .tuple();
        return connection
                .preparedQuery(ConnectionSql.OPENED)
                .execute(rows)
                .compose(
                        inserted -> connection.preparedQuery(ConnectionSql.LOST).execute(newest))
                .mapEmpty();
    }

    private static Future<Void> storeClosed(SqlConnection connection, List<SocketEvent.Closed> closed) {
        if (closed.isEmpty()) {
            return Future.succeededFuture();
        }
        var ends = Columns.of(closed)
                .ints(SocketEvent.Closed::connectorID)
                .longs(SocketEvent.Closed::epoch)
                .ints(SocketEvent.Closed::closeCode)
                .texts(SocketEvent.Closed::closeReason)
                .texts(SocketEvent.Closed::cause)
                .times(SocketEvent.Closed::at)
                .tuple();
        return connection.preparedQuery(ConnectionSql.CLOSED).execute(ends).mapEmpty();
    }

    Future<Void> forget(Instant closedBefore) {
        return database.query(
                        client -> client.preparedQuery(ConnectionSql.FORGET).execute(Tuple.of(Times.at(closedBefore))))
                .mapEmpty();
    }

    Future<List<PastConnection>> list(SearchConnections wanted) {
        var page = wanted.page();
        var values = Tuple.of(wanted.connectorID()).addLong(page.after()).addInteger(page.limit());
        var sql = page.descending() ? ConnectionSql.LIST_DESCENDING : ConnectionSql.LIST_ASCENDING;
        return database.query(client -> client.preparedQuery(sql).execute(values))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ConnectionRepository::past)
                        .toList());
    }

    Future<ConnectionCounts> count(CountConnections wanted) {
        return database.query(client -> client.preparedQuery(ConnectionSql.COUNT)
                        .execute(Tuple.of(wanted.connectorID(), Times.at(wanted.since()))))
                .map(ConnectionRepository::counts);
    }

    private static ConnectionCounts counts(RowSet<Row> rows) {
        var connects = 0;
        var ends = new HashMap<String, Integer>();
        for (var row : rows) {
            connects += row.getInteger("sockets");
            if (row.getString("cause") != null) {
                ends.put(row.getString("cause"), row.getInteger("sockets"));
            }
        }
        return new ConnectionCounts(connects, ends);
    }

    private static PastConnection past(Row row) {
        return new PastConnection(
                row.getLong("id"),
                Times.instant(row, "opened_at"),
                Times.find(row, "closed_at").orElse(null),
                row.getString("node"),
                row.getLong("epoch"),
                row.getString("remote_address"),
                row.getString("protocol"),
                row.getInteger("security_profile"),
                row.getInteger("close_code"),
                row.getString("close_reason"),
                row.getString("cause"));
    }

    private static <E extends SocketEvent> List<E> only(Class<E> kind, List<SocketEvent> events) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
