package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.shared.db.Columns;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Putting messages aside, alone and as part of a batch. */
final class UnmatchedSql {
    /** A repeated message is put aside once, in whatever batch or on whatever node it comes again. */
    private static final String INSERT = """
            insert into transaction.unmatched (connector_id, kind, reason, payload, payload_key, received_at,
                candidate_transaction_id, meter_stop, stop_at, stop_raw, stop_reason, stop_id_tag)
            select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
                $7::int[], $8::bigint[], $9::timestamptz[], $10::text[], $11::text[], $12::text[])
            on conflict (payload_key) do nothing""";

    private UnmatchedSql() {}

    static Future<Void> putAside(SqlClient client, List<PutAsideMessage> messages) {
        if (messages.isEmpty()) {
            return Future.succeededFuture();
        }
        var columns = Columns.of(messages)
                .ints(PutAsideMessage::connectorID)
                .texts(PutAsideMessage::kind)
                .texts(PutAsideMessage::reason)
                .texts(PutAsideMessage::payload)
                .texts(PutAsideMessage::payloadKey)
                .times(PutAsideMessage::receivedAt)
                .ints(PutAsideMessage::candidate)
                .longs(ofStop(StopSession::meterStop))
                .times(ofStop(stop -> ChargerTime.of(stop).counting()))
                .texts(ofStop(StopSession::stopRaw))
                .texts(ofStop(StopSession::reason))
                .texts(ofStop(StopSession::idTag));
        return client.preparedQuery(INSERT).execute(columns.tuple()).mapEmpty();
    }

    private static <V> Function<PutAsideMessage, @Nullable V> ofStop(Function<StopSession, @Nullable V> value) {
        return message -> message.stop() == null ? null : value.apply(message.stop());
    }
}
