package com.flexicharge.ocpp.log;

import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.SearchMessages;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Times;
import io.vertx.sqlclient.Tuple;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Statements on the message log. */
final class MessageSql {
    /**
     * Frames of all chargers, in order. What is lost at a crash of the database is its tail: nobody waits for the disk, and
     * commits that are waited for do not queue behind this one. Returns the lowest id given out.
     */
    static final String INSERT = """
            with stored as (
            insert into ocpp.messages (
                connector_id, serial_number, at, direction, message_type, message_id, action, payload, raw, error_code,
                error_description, dialect, quirks, duration_ms, transaction_id)
            select connector_id, serial_number, at, direction, message_type, message_id, action, payload::json, raw, error_code,
                error_description, dialect, string_to_array(quirks, ' '), duration_ms, transaction_id
            from (select set_config('synchronous_commit', 'off', true) as setting) as hurry,
                unnest($1::int[], $2::text[], $3::timestamptz[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[],
                       $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::int[], $15::int[])
                as w (connector_id, serial_number, at, direction, message_type, message_id, action, payload, raw, error_code,
                      error_description, dialect, quirks, duration_ms, transaction_id)
            where hurry.setting = 'off'
            returning id)
            select min(id) as first from stored
            """;

    /** A call's row, when its answer told more of it than its row holds; looked for among the charger's rows from its batch on. */
    static final String ADD = """
            update ocpp.messages m
            set quirks = string_to_array(w.quirks, ' '), transaction_id = w.transaction_id
            from unnest($1::int[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::int[], $7::bigint[])
                as w (connector_id, message_id, at, action, quirks, transaction_id, id_from)
            where m.connector_id = w.connector_id and m.id >= w.id_from and m.message_id = w.message_id and m.at = w.at and m.action = w.action
              and m.direction = 'in'
            """;

    private MessageSql() {}

    /** A statement and its values. */
    record Statement(String sql, Tuple values) {}

    /** GET /chargers/{connectorID}/messages: only the filters that are set: the index tells them apart. */
    static Statement search(SearchMessages wanted) {
        var filters = new Filters(wanted.connectorID());
        var inbound = wanted.inbound();
        filters.add("direction =", inbound == null ? null : MessageRepository.direction(inbound));
        filters.add("action =", Columns.storable(wanted.action()));
        filters.add("message_type =", wanted.messageType());
        filters.add("message_id =", Columns.storable(wanted.messageID()));
        filters.add("transaction_id =", wanted.transactionID());
        filters.add("at >=", Times.atOrNull(wanted.from()));
        filters.add("at <", Times.atOrNull(wanted.to()));
        filters.add(wanted.page().descending() ? "id <" : "id >", wanted.page().after());
        filters.values.addValue(wanted.page().limit());
        return new Statement(
                "select *, payload::text as payload_text from ocpp.messages where %s order by id %s limit $%d"
                        .formatted(
                                filters.conditions, wanted.page().descending() ? "desc" : "asc", filters.values.size()),
                filters.values);
    }

    private static final class Filters {
        private final StringJoiner conditions = new StringJoiner(" and ");
        private final Tuple values = Tuple.tuple();

        Filters(int connectorID) {
            add("connector_id =", connectorID);
        }

        void add(String comparison, @Nullable Object value) {
            if (value != null) {
                values.addValue(value);
                conditions.add(comparison + " $" + values.size());
            }
        }
    }
}
