package com.flexicharge.charger;

import com.flexicharge.charger.quirk.QuirkRepository;
import com.flexicharge.shared.contract.charger.Admission.Admitted;
import com.flexicharge.shared.contract.charger.Admission.Disconnected;
import com.flexicharge.shared.contract.charger.Admission.LastSeen;
import com.flexicharge.shared.contract.charger.Admission.NodeEnded;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringLimits;
import com.flexicharge.shared.db.GatheringReader;
import com.flexicharge.shared.db.GatheringWriter;
import com.flexicharge.shared.db.Times;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Who holds which charger's socket, in the database. Claims and releases of a whole fleet are committed together. */
final class ConnectionRepository {
    private final Database database;
    private final GatheringReader<String, Identity> identities;
    private final GatheringWriter<Claim, Optional<Claimed>> claims;
    private final GatheringWriter<Disconnected, Optional<ConnectionChanged>> releases;

    ConnectionRepository(Database database, MeterRegistry meters) {
        this.database = database;
        this.identities = new GatheringReader<>(database, ConnectionRepository::identities);
        this.claims = GatheringWriter.keyed(
                database,
                meters,
                "charger.claims",
                GatheringLimits.USUAL,
                Claim::connectorID,
                ConnectionRepository::storeClaims);
        this.releases = GatheringWriter.keyed(
                database,
                meters,
                "charger.releases",
                GatheringLimits.USUAL,
                Disconnected::connectorID,
                ConnectionRepository::storeReleases);
    }

    Future<Optional<Identity>> identity(String serialNumber) {
        // what no charger can be called may be what no statement can hold, and would fail the others with it
        return SerialNumber.isValid(serialNumber)
                ? identities.read(serialNumber)
                : Future.succeededFuture(Optional.empty());
    }

    private static Future<Map<String, Identity>> identities(SqlClient client, List<String> serialNumbers) {
        return client.preparedQuery(ConnectionSql.FIND_IDENTITY)
                .execute(Tuple.of(serialNumbers.toArray(String[]::new)))
                .map(rows -> {
                    var identities = new HashMap<String, Identity>();
                    rows.forEach(row -> identities.put(row.getString("serial_number"), identity(row)));
                    return identities;
                });
    }

    /** Empty when the charger is gone, or is held to other credentials by now than those that were checked. */
    Future<Optional<Claimed>> claim(Claim claim) {
        return claims.write(claim);
    }

    /** What changed by it; empty when another socket holds the charger by now. */
    Future<Optional<ConnectionChanged>> release(Disconnected gone) {
        return releases.write(gone);
    }

    /** Stores when they were last heard of; what is to be told of those that had been given up, and of sockets that own nothing any more. */
    Future<List<ConnectionChanged>> seen(List<LastSeen> chargers) {
        var ids = Columns.of(chargers).ints(LastSeen::connectorID).tuple();
        var sockets = Columns.of(chargers)
                .ints(LastSeen::connectorID)
                .longs(LastSeen::epoch)
                .tuple();
        var values = Columns.of(chargers)
                .ints(LastSeen::connectorID)
                .longs(LastSeen::epoch)
                .times(LastSeen::at)
                .tuple();
        return database.inTransaction(connection -> lock(connection, ids)
                .compose(locked -> connection.preparedQuery(ConnectionSql.SEEN).execute(values))
                .compose(stored ->
                        connection.preparedQuery(ConnectionSql.TAKE_BACK).execute(sockets))
                .map(rows -> changes(rows, true))
                .compose(takenBack -> connection
                        .preparedQuery(ConnectionSql.REPLACED)
                        .execute(sockets)
                        .map(rows -> both(takenBack, owners(rows)))));
    }

    private static List<ConnectionChanged> both(List<ConnectionChanged> some, List<ConnectionChanged> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<ConnectionChanged> owners(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> change(row, row.getBoolean("connected")))
                .toList();
    }

    /** Takes chargers for disconnected that were not heard of since; at most 1,000 of them at a time. */
    Future<List<ConnectionChanged>> giveUpSilent(Instant since) {
        return database.query(client ->
                        client.preparedQuery(ConnectionSql.GIVE_UP_SILENT).execute(Tuple.of(Times.at(since))))
                .map(rows -> changes(rows, false));
    }

    /** At most 1,000 of them at a time. */
    Future<Void> endFlapping(Instant connectedLastBefore) {
        return database.query(client -> client.preparedQuery(ConnectionSql.END_FLAPPING)
                        .execute(Tuple.of(Times.at(connectedLastBefore))))
                .mapEmpty();
    }

    Future<List<ConnectionChanged>> nodeEnded(NodeEnded ended) {
        return database.query(client -> client.preparedQuery(ConnectionSql.NODE_ENDED)
                        .execute(Tuple.of(ended.node(), StorableText.of(ended.cause()), Times.at(ended.at()))))
                .map(rows -> changes(rows, false));
    }

    Future<Optional<Whereabouts>> where(int connectorID) {
        return database.query(
                        client -> client.preparedQuery(ConnectionSql.WHERE).execute(Tuple.of(connectorID)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Whereabouts(
                                connectorID,
                                row.getString("serial_number"),
                                row.getString("node"),
                                row.getLong("epoch"),
                                ChargerSql.protocol(row),
                                row.getBoolean("connected")))
                        .findFirst());
    }

    /** @param connectorIDs as one column */
    static Future<RowSet<Row>> lock(SqlConnection connection, Tuple connectorIDs) {
        return connection.preparedQuery(ChargerSql.LOCK).execute(connectorIDs);
    }

    private static Future<List<Optional<Claimed>>> storeClaims(SqlConnection connection, List<Claim> claims) {
        var ids = Columns.of(claims).ints(Claim::connectorID).tuple();
        var values = Columns.of(claims)
                .ints(Claim::connectorID)
                .texts(Claim::passwordHash)
                .texts(Claim::node)
                .texts(claim -> claim.protocol().word())
                .times(Claim::at)
                .texts(Claim::previousHash)
                .flags(Claim::endsPrevious)
                .ints(Claim::securityProfile)
                .tuple();
        return lock(connection, ids)
                .compose(locked -> connection.preparedQuery(ConnectionSql.CLAIM).execute(values))
                .map(rows -> byCharger(rows, ConnectionRepository::claimed))
                .map(claimed -> claims.stream()
                        .map(claim -> Optional.ofNullable(claimed.get(claim.connectorID())))
                        .toList());
    }

    private static Future<List<Optional<ConnectionChanged>>> storeReleases(
            SqlConnection connection, List<Disconnected> gone) {
        var ids = Columns.of(gone).ints(Disconnected::connectorID).tuple();
        var values = Columns.of(gone)
                .ints(Disconnected::connectorID)
                .longs(Disconnected::epoch)
                .texts(disconnected -> StorableText.of(disconnected.cause()))
                .times(Disconnected::at)
                .tuple();
        return lock(connection, ids)
                .compose(locked ->
                        connection.preparedQuery(ConnectionSql.RELEASE).execute(values))
                .map(rows -> byCharger(rows, row -> change(row, false)))
                .map(changed -> gone.stream()
                        .map(disconnected -> Optional.ofNullable(changed.get(disconnected.connectorID())))
                        .toList());
    }

    private static <T> Map<Integer, T> byCharger(RowSet<Row> rows, Function<Row, T> read) {
        var byCharger = new HashMap<Integer, T>();
        rows.forEach(row -> byCharger.put(row.getInteger("connector_id"), read.apply(row)));
        return byCharger;
    }

    private static List<ConnectionChanged> changes(RowSet<Row> rows, boolean connected) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> change(row, connected))
                .toList();
    }

    private static Claimed claimed(Row row) {
        var admitted = new Admitted(
                row.getInteger("connector_id"),
                row.getLong("epoch"),
                Words.storedRegistration(row.getString("registration")),
                row.getBoolean("booted_before"),
                QuirkRepository.rules(row),
                row.getInteger("security_profile"),
                row.getLong("clock_drift_ms"));
        return new Claimed(admitted, QuirkRepository.make(row), row.getBoolean("flapping_begins"));
    }

    private static Identity identity(Row row) {
        return new Identity(
                row.getInteger("connector_id"),
                row.getString("password_hash"),
                Times.find(row, "previous_valid_until")
                        .map(until -> new Identity.Previous(row.getString("previous_password_hash"), until)),
                row.getInteger("security_profile"),
                Stream.of("serial_number", "charge_point_serial", "charge_box_serial")
                        .map(row::getString)
                        .filter(name -> name != null && !name.isEmpty())
                        .toList());
    }

    private static ConnectionChanged change(Row row, boolean connected) {
        return new ConnectionChanged(
                row.getInteger("connector_id"),
                row.getString("node"),
                row.getLong("epoch"),
                connected,
                ChargerSql.protocol(row));
    }
}
