package com.flexicharge.ocpp.log;

import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.LoggedMessage;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.SearchMessages;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The message log in the database. */
final class MessageRepository {
    private final Database database;

    MessageRepository(Database database) {
        this.database = database;
    }

    /** All of them, in this order, or none. */
    Future<Void> store(List<LoggedFrame> frames) {
        var rows = frames.stream().map(MessageRow::of).toList();
        var incomplete = frames.stream()
                .map(LoggedFrame::asked)
                .filter(Objects::nonNull)
                .filter(asked -> asked.learnt().outgrewItsRow())
                .toList();
        var stored = incomplete.isEmpty()
                ? database.query(client -> insert(client, rows))
                : database.inTransaction(connection -> insert(connection, rows)
                        .compose(first -> add(connection, incomplete).map(first)));
        return stored.onSuccess(first -> frames.forEach(frame -> frame.learnt().writtenFrom(first)))
                .mapEmpty();
    }

    private static Future<Long> insert(SqlClient client, List<MessageRow> rows) {
        return client.preparedQuery(MessageSql.INSERT)
                .execute(values(rows))
                .map(stored -> stored.iterator().next().getLong("first"));
    }

    Future<List<LoggedMessage>> search(SearchMessages wanted) {
        var search = MessageSql.search(wanted);
        return database.query(client -> client.preparedQuery(search.sql()).execute(search.values()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(MessageRepository::message)
                        .toList());
    }

    static String direction(boolean inbound) {
        return inbound ? "in" : "out";
    }

    private static Tuple values(List<MessageRow> rows) {
        return Columns.of(rows)
                .ints(row -> row.frame().charger().connectorID())
                .texts(row -> row.frame().charger().serialNumber())
                .times(row -> row.frame().at().truncatedTo(ChronoUnit.MICROS))
                .texts(row -> direction(row.frame().inbound()))
                .ints(row -> row.frame().messageType())
                .texts(row -> MessageRow.word(row.frame().messageID()))
                .texts(row -> MessageRow.word(row.frame().action()))
                .texts(MessageRow::payload)
                .texts(MessageRow::raw)
                .texts(MessageRow::errorCode)
                .texts(MessageRow::errorDescription)
                .texts(row -> row.frame().charger().protocol().word())
                .texts(row -> row.facts().quirks())
                .ints(row -> row.frame().durationMs())
                .ints(row -> row.frame().transactionID())
                .tuple();
    }

    private static Future<Void> add(SqlConnection connection, List<LoggedFrame> calls) {
        var values = Columns.of(calls)
                .ints(call -> call.charger().connectorID())
                .texts(call -> MessageRow.word(call.messageID()))
                .times(call -> call.at().truncatedTo(ChronoUnit.MICROS))
                .texts(call -> MessageRow.word(call.action()))
                .texts(call -> call.learnt().facts().quirks())
                .ints(call -> call.learnt().facts().transactionID())
                .longs(call -> call.learnt().rowFrom())
                .tuple();
        return connection.preparedQuery(MessageSql.ADD).execute(values).mapEmpty();
    }

    private static LoggedMessage message(Row row) {
        var type = row.getInteger("message_type");
        var raw = row.getString("raw");
        var quirks = row.getArrayOfStrings("quirks");
        return new LoggedMessage(
                row.getLong("id"),
                Times.instant(row, "at"),
                row.getString("direction").equals(direction(true)),
                type,
                row.getString("message_id"),
                row.getString("action"),
                payload(row, type, raw),
                row.getString("error_code"),
                row.getString("error_description"),
                raw,
                row.getString("dialect"),
                quirks == null ? List.of() : List.of(quirks),
                row.getInteger("duration_ms"));
    }

    /** Stored only where something is masked, and then the text is not. */
    private static @Nullable String payload(Row row, @Nullable Integer type, @Nullable String raw) {
        if (raw == null || type == null) {
            return row.getString("payload_text");
        }
        return FramePayload.of(type, raw).orElse(null);
    }
}
