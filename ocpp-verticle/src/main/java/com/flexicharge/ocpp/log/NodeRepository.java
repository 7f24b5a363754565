package com.flexicharge.ocpp.log;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** Which processes are alive, in the database, and how the sockets of those ended that are not. */
final class NodeRepository {
    private final Database database;
    private final String node;

    NodeRepository(Database database, String node) {
        this.database = database;
        this.node = node;
    }

    Future<Void> alive(Instant at) {
        return execute(NodeSql.ALIVE, Tuple.of(node, Times.at(at)));
    }

    /** Ends what this node had left open when it ended the last time. */
    Future<Void> restarted(Instant at) {
        return execute(NodeSql.RESTARTED, Tuple.of(node, Times.at(at)));
    }

    /**
     * Ends what nodes had left open that have not been alive since.
     *
     * @return their names, each once
     */
    Future<List<String>> lose(Instant aliveBefore) {
        return database.inTransaction(connection -> connection
                .preparedQuery(NodeSql.LOST)
                .execute(Tuple.of(node, Times.at(aliveBefore)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("node"))
                        .toList())
                .compose(lost -> connection
                        .preparedQuery(NodeSql.END_OF_LOST)
                        .execute(Tuple.of(Times.at(aliveBefore)).addValue(lost.toArray(String[]::new)))
                        .map(lost)));
    }

    /** This node was taken for lost and was not: its sockets that were opened since are open still. */
    Future<Void> foundAgain(Instant startedAt) {
        return execute(NodeSql.FOUND_AGAIN, Tuple.of(node, Times.at(startedAt)));
    }

    Future<Void> forget(Instant aliveBefore) {
        return execute(NodeSql.FORGET, Tuple.of(Times.at(aliveBefore)));
    }

    private Future<Void> execute(String sql, Tuple values) {
        return database.query(client -> client.preparedQuery(sql).execute(values))
                .mapEmpty();
    }
}
