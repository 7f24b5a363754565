package com.flexicharge.charger;

import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;
import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Removes what the self-test left, and brings its charger back to how the seed made it. */
final class SelfTestRepository {
    /** Only a hidden charger's: no request can make the history of a real one disappear. */
    private static final String HIDDEN =
            "where connector_id = (select connector_id from charger.chargers where connector_id = $1 and hidden)";

    private static final List<String> REMOVE_ROWS = List.of(
            "delete from charger.reservations " + HIDDEN,
            "delete from charger.quirk_rules " + HIDDEN,
            "delete from charger.status_history " + HIDDEN,
            "delete from charger.connectors " + HIDDEN);

    /** All but the epoch, which never goes back: a socket that was left open loses the charger by it. */
    private static final String RESET = """
            update charger.chargers set
                status = 'Available', status_at = null, registration = 'accepted', protocol = null,
                vendor = null, model = null, firmware_version = null, charge_point_serial = null, charge_box_serial = null,
                iccid = null, imsi = null, meter_type = null, meter_serial = null, boot_accepted_at = null,
                security_profile = 0, password_hash = null, previous_password_hash = null, previous_valid_until = null,
                node = null, epoch = epoch + 1, connected = false,
                connected_at = null, last_seen_at = null, disconnected_at = null, disconnect_cause = null,
                reserve_now_supported = null, recent_connects = '{}', flapping_since = null
            where connector_id = $1 and hidden and deleted_at is null
            returning epoch
            """;

    private final Database database;

    SelfTestRepository(Database database) {
        this.database = database;
    }

    /** Empty when this is not the self-test's charger. */
    Future<Optional<ConnectionChanged>> forget(int connectorID) {
        return database.inTransaction(connection -> {
                    var reset = connection.preparedQuery(RESET).execute(Tuple.of(connectorID));
                    for (var removal : REMOVE_ROWS) {
                        reset = reset.compose(rows -> connection
                                .preparedQuery(removal)
                                .execute(Tuple.of(connectorID))
                                .map(rows));
                    }
                    return reset;
                })
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new ConnectionChanged(connectorID, null, row.getLong("epoch"), false, null))
                        .findFirst());
    }
}
