package com.flexicharge.livemetrics;

import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Readings without a session. */
final class ConnectorReadingRepository {
    /** For RECORD_READINGS of a charger that has no session there; a repeated reading is left as it is. */
    private static final String INSERT = """
            insert into livemetrics.connector_readings
                (connector_id, connector, filed_at, reading_key, reading_at, reading_raw, received_at, meter_wh, percent, power_w, raw)
            select connector_id, connector, filed_at, reading_key, reading_at, reading_raw, received_at, meter_wh, percent, power_w,
                   raw::json
            from unnest($1::int[], $2::int[], $3::timestamptz[], $4::text[], $5::timestamptz[], $6::text[], $7::timestamptz[],
                        $8::bigint[], $9::int[], $10::int[], $11::text[])
                as told (connector_id, connector, filed_at, reading_key, reading_at, reading_raw, received_at, meter_wh, percent,
                         power_w, raw)
            on conflict (connector_id, connector, reading_key, filed_at) do nothing
            returning connector_id, connector, reading_key
            """;

    /** For the interval rule of a connector that is not in memory. */
    private static final String NEWEST = """
            select reading_at, received_at
            from livemetrics.connector_readings
            where connector_id = $1 and connector = $2
            order by filed_at desc
            limit 1
            """;

    /** In which rows are written, so that two nodes with readings of the same connectors cannot wait for each other. */
    private static final Comparator<ConnectorWrite> IN_ORDER = Comparator.comparingInt(
                    (ConnectorWrite write) -> write.place().connectorID())
            .thenComparingInt(write -> write.place().connector());

    private record Written(int connectorID, int connector, String key) {}

    private final Database database;

    ConnectorReadingRepository(Database database) {
        this.database = database;
    }

    /** @return for each whether it was new */
    Future<List<Boolean>> write(SqlConnection connection, List<ConnectorWrite> writes) {
        return connection.preparedQuery(INSERT).execute(columns(writes)).map(rows -> {
            Set<Written> written = new HashSet<>();
            rows.forEach(row -> written.add(new Written(row.getInteger(0), row.getInteger(1), row.getString(2))));
            return writes.stream()
                    .map(write -> written.contains(new Written(
                            write.place().connectorID(),
                            write.place().connector(),
                            write.key().text())))
                    .toList();
        });
    }

    Future<Optional<ReadingTime>> newest(Place place) {
        var where = Tuple.of(place.connectorID(), place.connector());
        return database.query(client -> client.preparedQuery(NEWEST).execute(where))
                .map(rows -> rows.stream().findFirst().map(ConnectorReadingRepository::time));
    }

    private static Tuple columns(List<ConnectorWrite> writes) {
        return Columns.of(writes.stream().sorted(IN_ORDER).toList())
                .ints(write -> write.place().connectorID())
                .ints(write -> write.place().connector())
                .times(ConnectorWrite::filedAt)
                .texts(write -> write.key().text())
                .times(write -> write.time().takenAt().orElse(null))
                .texts(write -> Optional.ofNullable(write.reading().takenRaw())
                        .map(StoredText::of)
                        .orElse(null))
                .times(write -> write.time().receivedAt())
                .longs(write -> write.reading().registerWh())
                .ints(write -> write.reading().percent())
                .ints(write -> write.reading().powerW())
                .texts(write -> write.reading().raw())
                .tuple();
    }

    private static ReadingTime time(Row row) {
        return new ReadingTime(Times.find(row, "reading_at"), Times.instant(row, "received_at"));
    }
}
