package com.flexicharge.charger.security;

import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.EventSource;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.GetSecurityEvents;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvent;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.StoredSecurityEvent;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringLimits;
import com.flexicharge.shared.db.GatheringWriter;
import com.flexicharge.shared.db.Times;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Security events, in the database; those of a fleet under attack are committed together. */
final class SecurityEventRepository {
    private final Database database;
    private final GatheringWriter<SecurityEvent, Boolean> events;

    SecurityEventRepository(Database database, MeterRegistry meters) {
        this.database = database;
        this.events = GatheringWriter.keyed(
                database,
                meters,
                "charger.securityEvents",
                GatheringLimits.USUAL,
                SecurityEvent::connectorID,
                SecurityEventRepository::store);
    }

    /** @return whether there is such a charger */
    Future<Boolean> store(SecurityEvent event) {
        return events.write(event);
    }

    Future<List<StoredSecurityEvent>> list(GetSecurityEvents wanted) {
        var page = wanted.page();
        var filters = Tuple.of(wanted.connectorID(), page.after(), page.limit());
        var sql = page.descending() ? SecurityEventSql.LIST_DESCENDING : SecurityEventSql.LIST_ASCENDING;
        return database.query(client -> client.preparedQuery(sql).execute(filters))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SecurityEventRepository::stored)
                        .toList());
    }

    private static Future<List<Boolean>> store(SqlConnection connection, List<SecurityEvent> events) {
        var columns = Columns.of(events)
                .ints(SecurityEvent::connectorID)
                .texts(SecurityEvent::type)
                .texts(SecurityEvent::techInfo)
                .times(SecurityEvent::eventAt)
                .texts(SecurityEvent::eventRaw)
                .times(SecurityEvent::receivedAt)
                .texts(event -> event.source().name().toLowerCase(Locale.ROOT))
                .tuple();
        return connection.preparedQuery(SecurityEventSql.STORE).execute(columns).map(rows -> {
            var known = new HashSet<Integer>();
            rows.forEach(row -> known.add(row.getInteger("connector_id")));
            return events.stream()
                    .map(event -> known.contains(event.connectorID()))
                    .toList();
        });
    }

    private static StoredSecurityEvent stored(Row row) {
        return new StoredSecurityEvent(
                row.getLong("id"),
                new SecurityEvent(
                        row.getInteger("connector_id"),
                        row.getString("type"),
                        row.getString("tech_info"),
                        Times.find(row, "event_at").orElse(null),
                        row.getString("event_raw"),
                        Times.instant(row, "received_at"),
                        EventSource.valueOf(row.getString("source").toUpperCase(Locale.ROOT))));
    }
}
