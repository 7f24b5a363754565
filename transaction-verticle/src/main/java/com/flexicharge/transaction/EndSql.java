package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.SuspectReason;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one statement that ends sessions, whoever's word it is. */
final class EndSql {
    /**
     * Serves every end: the charger's stop, a superseding start, the sweeps, an operator. The first real stop wins: a session that
     * is over is ended again only by a charger whose session the server had ended by a guess, or by an operator who books
     * what was put aside.
     */
    private static final String END = """
            update transaction.transactions t
            set state = 'ended', stop_at = e.stop_at, stop_raw = e.stop_raw, stop_received_at = e.received_at,
                meter_stop = e.meter_stop, energy_wh = e.energy_wh, percent = e.percent, price_ore = e.price_ore,
                stop_reason = e.stop_reason, ended_by = e.ended_by, stop_key = e.stop_key, stop_id_tag = e.stop_id_tag,
                suspect = e.suspect_reason is not null, suspect_reason = e.suspect_reason,
                suspect_at = case when e.suspect_reason is not null then e.received_at end,
                estimated = e.estimated or t.meter_start_estimated,
                doubt_at = null, stop_wanted_at = null, updated_at = $16
            from unnest($1::int[], $2::timestamptz[], $3::text[], $4::timestamptz[], $5::bigint[], $6::bigint[], $7::int[],
                        $8::bigint[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::boolean[],
                        $15::boolean[])
                as e(transaction_id, stop_at, stop_raw, received_at, meter_stop, energy_wh, percent,
                     price_ore, stop_reason, ended_by, stop_key, stop_id_tag, suspect_reason, estimated, even_if_over)
            where t.transaction_id = e.transaction_id
              and (t.state in ('active', 'stopping')
                   or t.state = 'ended'
                      and (e.even_if_over or t.ended_by = 'server' and e.ended_by = 'charger'))
            returning %s""".formatted(SessionSql.COLUMNS);

    private EndSql() {}

    /** @return the sessions that ended by it, without those that were over already */
    static Future<List<Session>> end(SqlConnection connection, List<Ending> endings, Instant now) {
        if (endings.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return connection.preparedQuery(END).execute(columns(endings, now)).map(SessionSql::sessions);
    }

    private static @Nullable String word(@Nullable SuspectReason reason) {
        return reason == null ? null : reason.word();
    }

    private static Tuple columns(List<Ending> endings, Instant now) {
        return Columns.of(endings)
                .ints(Ending::transactionID)
                .times(Ending::at)
                .texts(Ending::raw)
                .times(Ending::receivedAt)
                .longs(ending -> ending.figures().meterStop())
                .longs(ending -> ending.figures().energyWh())
                .ints(ending -> ending.figures().percent())
                .longs(Ending::priceOre)
                .texts(Ending::reason)
                .texts(ending -> ending.by().name().toLowerCase(Locale.ROOT))
                .texts(Ending::stopKey)
                .texts(Ending::idTag)
                .texts(ending -> word(ending.suspectReason()))
                .flags(ending -> ending.figures().estimated())
                .flags(Ending::evenIfOver)
                .tuple()
                .addValue(Times.at(now));
    }
}
