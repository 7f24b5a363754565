package com.flexicharge.ocpp.durable;

import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandError;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandState;
import com.flexicharge.shared.db.Times;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How a command is in its row. */
final class CommandSql {
    /** Of {@code ocpp.commands c}. JSON as text, so that its numbers keep their form. */
    static final String COLUMNS = """
            c.number, c.command_id, c.connector_id, c.serial_number, c.action, c.request::text as request, c.sealed_request,
            c.state, c.response::text as response, c.error_code, c.error_description,
            c.error_details::text as error_details, c.outcome, c.transaction_id, c.reservation_id, c.job_id,
            c.requested_by, c.patient, c.created_at, c.sent_at, c.answered_at, c.expires_at""";

    private static final Map<String, CommandState> STATES =
            Arrays.stream(CommandState.values()).collect(Collectors.toMap(CommandState::word, Function.identity()));

    private CommandSql() {}

    static List<StoredCommand> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(CommandSql::command)
                .toList();
    }

    static Optional<StoredCommand> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    static StoredCommand command(Row row) {
        var command = new Command(
                row.getString("command_id"),
                row.getInteger("connector_id"),
                row.getString("serial_number"),
                row.getString("action"),
                row.getString("request"),
                state(row.getString("state")),
                row.getString("response"),
                error(row),
                row.getString("outcome"),
                row.getInteger("transaction_id"),
                row.getInteger("reservation_id"),
                row.getInteger("job_id"),
                row.getString("requested_by"),
                Times.instant(row, "created_at"),
                Times.find(row, "sent_at").orElse(null),
                Times.find(row, "answered_at").orElse(null),
                Times.instant(row, "expires_at"));
        return new StoredCommand(
                row.getLong("number"), command, row.getBuffer("sealed_request"), row.getBoolean("patient"));
    }

    private static @Nullable CommandError error(Row row) {
        var code = row.getString("error_code");
        return code == null
                ? null
                : new CommandError(code, row.getString("error_description"), row.getString("error_details"));
    }

    private static CommandState state(String word) {
        var state = STATES.get(word);
        if (state == null) {
            throw new IllegalStateException("ocpp.commands has a state this version does not know: " + word);
        }
        return state;
    }
}
