package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.SearchReadings;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.StoredReading;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Readings of sessions, written together with the sessions' rows. */
final class ReadingRepository {
    /**
     * For RECORD_READINGS and the end of a session. A repeated reading is left as it is, and not returned unless it is the final
     * one, which a corrected end replaces.
     */
    private static final String INSERT_READINGS = """
            insert into livemetrics.readings as stored
                (transaction_id, reading_key, reading_at, reading_raw, received_at, energy_wh, meter_wh, percent, power_w, final, raw)
            select transaction_id, reading_key, reading_at, reading_raw, received_at, energy_wh, meter_wh, percent, power_w, final,
                   raw::json
            from unnest($1::int[], $2::text[], $3::timestamptz[], $4::text[], $5::timestamptz[], $6::bigint[], $7::bigint[],
                        $8::int[], $9::int[], $10::boolean[], $11::text[])
                as told (transaction_id, reading_key, reading_at, reading_raw, received_at, energy_wh, meter_wh, percent, power_w,
                         final, raw)
            on conflict (transaction_id, reading_key) do update
            set reading_at = excluded.reading_at, received_at = excluded.received_at, energy_wh = excluded.energy_wh,
                meter_wh = excluded.meter_wh, percent = excluded.percent, power_w = excluded.power_w
            where stored.final
            returning transaction_id, reading_key
            """;

    /**
     * For the same. The anchor moves only with a reading that was new; energy does not fall until the end says so, because the
     * state in memory may have begun without this row.
     */
    private static final String UPSERT_SESSIONS = """
            insert into livemetrics.sessions as known
                (transaction_id, user_id, connector_id, connector, meter_start, price_per_kwh_ore, last_reading_at, last_received_at,
                 highest_reading_at, stored_reading_at, stored_received_at, energy_wh, percent, power_w, suspect, ended_at, start_at)
            select *
            from unnest($1::int[], $2::text[], $3::int[], $4::int[], $5::bigint[], $6::int[], $7::timestamptz[],
                        $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::bigint[], $13::int[],
                        $14::int[], $15::boolean[], $16::timestamptz[], $17::timestamptz[])
            on conflict (transaction_id) do update
            set last_reading_at = excluded.last_reading_at,
                last_received_at = excluded.last_received_at,
                highest_reading_at = greatest(known.highest_reading_at, excluded.highest_reading_at),
                stored_reading_at = case when excluded.stored_received_at is null then known.stored_reading_at
                                         else excluded.stored_reading_at end,
                stored_received_at = coalesce(excluded.stored_received_at, known.stored_received_at),
                energy_wh = case when excluded.ended_at is null then greatest(known.energy_wh, excluded.energy_wh)
                                 else excluded.energy_wh end,
                percent = excluded.percent,
                power_w = excluded.power_w,
                suspect = known.suspect or excluded.suspect,
                ended_at = coalesce(excluded.ended_at, known.ended_at)
            """;

    /** For GET /transactions/{id}/meter-values. */
    private static final String SEARCH = """
            select reading_no, reading_at, received_at, energy_wh, percent, power_w
            from livemetrics.readings
            where transaction_id = $1
              and ($2::timestamptz is null or coalesce(reading_at, received_at) >= $2)
              and ($3::timestamptz is null or coalesce(reading_at, received_at) < $3)
              and ($4::bigint is null or reading_no %s $4)
            order by reading_no %s
            limit $5
            """;

    private static final String SEARCH_RISING = SEARCH.formatted(">", "asc");
    private static final String SEARCH_FALLING = SEARCH.formatted("<", "desc");

    /** In which rows are written, so that two nodes with readings of the same sessions cannot wait for each other. */
    private static final Comparator<SessionWrite> IN_ORDER = Comparator.comparingInt(SessionWrite::transactionID);

    /** A row that is to be written. */
    private record NewRow(int transactionID, SessionWrite.Row row) {}

    /** A row that was written. */
    private record Written(int transactionID, String key) {}

    private record SessionUpsert(SessionWrite write, Optional<ReadingTime> anchor) {}

    private final Database database;

    ReadingRepository(Database database) {
        this.database = database;
    }

    /**
     * Writes the readings and rows of distinct sessions; the batch of a gathering writer.
     *
     * @return for each the time of its last reading that was new; empty when all were there before
     */
    Future<List<Optional<ReadingTime>>> write(SqlConnection connection, List<SessionWrite> writes) {
        return connection
                .preparedQuery(INSERT_READINGS)
                .execute(readings(writes))
                .map(ReadingRepository::written)
                .map(written ->
                        writes.stream().map(write -> anchor(write, written)).toList())
                .compose(anchors -> connection
                        .preparedQuery(UPSERT_SESSIONS)
                        .execute(sessions(writes, anchors))
                        .map(anchors));
    }

    Future<List<StoredReading>> search(SearchReadings search) {
        var page = search.page();
        var filter = Tuple.of(
                search.transactionID(),
                Times.atOrNull(search.from()),
                Times.atOrNull(search.to()),
                page.after(),
                page.limit());
        var sql = page.descending() ? SEARCH_FALLING : SEARCH_RISING;
        return database.query(client -> client.preparedQuery(sql).execute(filter))
                .map(rows -> rows.stream().map(ReadingRepository::reading).toList());
    }

    private static Tuple readings(List<SessionWrite> writes) {
        var rows = writes.stream()
                .sorted(IN_ORDER)
                .flatMap(ReadingRepository::distinctRows)
                .toList();
        return Columns.of(rows)
                .ints(NewRow::transactionID)
                .texts(row -> row.row().key().text())
                .times(row -> row.row().time().takenAt().orElse(null))
                .texts(row -> row.row().timeAsSent().orElse(null))
                .times(row -> row.row().time().receivedAt())
                .longs(row -> row.row().metered().energyWh())
                .longs(row -> row.row().meterWh().orElse(null))
                .ints(row -> row.row().metered().percent())
                .ints(row -> row.row().metered().powerW().orElse(null))
                .flags(row -> row.row().isFinal())
                .texts(row -> row.row().raw().orElse(null))
                .tuple();
    }

    /** One statement must not meet a key twice, as it would where a message says the same twice. */
    private static Stream<NewRow> distinctRows(SessionWrite write) {
        Map<ReadingKey, SessionWrite.Row> distinct = new LinkedHashMap<>();
        write.rows().forEach(row -> distinct.putIfAbsent(row.key(), row));
        return distinct.values().stream().map(row -> new NewRow(write.transactionID(), row));
    }

    private static Set<Written> written(RowSet<Row> rows) {
        Set<Written> written = new HashSet<>();
        rows.forEach(row -> written.add(new Written(row.getInteger(0), row.getString(1))));
        return written;
    }

    private static Optional<ReadingTime> anchor(SessionWrite write, Set<Written> written) {
        return write.rows().stream()
                .filter(row -> written.contains(
                        new Written(write.transactionID(), row.key().text())))
                .map(SessionWrite.Row::time)
                .reduce((earlier, later) -> later);
    }

    private static Tuple sessions(List<SessionWrite> writes, List<Optional<ReadingTime>> anchors) {
        var rows = IntStream.range(0, writes.size())
                .mapToObj(i -> new SessionUpsert(writes.get(i), anchors.get(i)))
                .sorted(Comparator.comparing(SessionUpsert::write, IN_ORDER))
                .toList();
        return Columns.of(rows)
                .ints(row -> row.write().transactionID())
                .texts(row -> row.write().session().userID())
                .ints(row -> row.write().session().connectorID())
                .ints(row -> row.write().session().connector())
                .longs(row -> row.write().session().meterStart())
                .ints(row -> row.write().session().pricePerKwhOre())
                .times(row -> row.write().newest().takenAt().orElse(null))
                .times(row -> row.write().newest().receivedAt())
                .times(row -> row.write().highestSeen().orElse(null))
                .times(row -> row.anchor().flatMap(ReadingTime::takenAt).orElse(null))
                .times(row -> row.anchor().map(ReadingTime::receivedAt).orElse(null))
                .longs(row -> row.write().metered().energyWh())
                .ints(row -> row.write().metered().percent())
                .ints(row -> row.write().metered().powerW().orElse(null))
                .flags(row -> row.write().metered().suspect())
                .times(row -> row.write().end().orElse(null))
                .times(row -> row.write().session().startAt())
                .tuple();
    }

    private static StoredReading reading(Row row) {
        return new StoredReading(
                row.getLong("reading_no"),
                Times.find(row, "reading_at").orElse(null),
                Times.instant(row, "received_at"),
                row.getLong("energy_wh"),
                row.getShort("percent"),
                row.getInteger("power_w"));
    }
}
