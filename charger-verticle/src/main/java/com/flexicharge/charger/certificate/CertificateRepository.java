package com.flexicharge.charger.certificate;

import com.flexicharge.charger.Refusals;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateHash;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateKind;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateState;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Certificates, in the database. */
public final class CertificateRepository {
    private final Database database;

    public CertificateRepository(Database database) {
        this.database = database;
    }

    /** One that is due to be signed or handed over, for the {@code tries}th time. */
    record Due(long id, int connectorID, int tries) {}

    /** The certificates of one charger within a transaction that has the charger to itself. */
    static final class OfCharger {
        private final SqlConnection connection;
        private final List<CertificateRow> rows;

        private OfCharger(SqlConnection connection, List<CertificateRow> rows) {
            this.connection = connection;
            this.rows = rows;
        }

        /** The open ones first, then the newest. */
        List<CertificateRow> rows() {
            return rows;
        }

        /** @return its id */
        Future<Long> save(CertificateRow row) {
            return row.id() == 0
                    ? insert(row)
                    : connection
                            .preparedQuery(CertificateSql.UPDATE)
                            .execute(updated(row))
                            .map(row.id());
        }

        /** One after the other, as what is removed must go before what takes its place. */
        Future<Void> saveAll(List<CertificateRow> changed) {
            var saved = Future.<Void>succeededFuture();
            for (var row : changed) {
                saved = saved.compose(before -> save(row).mapEmpty());
            }
            return saved;
        }

        private Future<Long> insert(CertificateRow row) {
            return connection
                    .preparedQuery(CertificateSql.INSERT)
                    .execute(inserted(row))
                    .map(made -> made.iterator().next().getLong("certificate_id"));
        }
    }

    /** Fails with {@code NOT_FOUND chargerNotFound}. */
    <T> Future<T> change(int connectorID, Function<OfCharger, Future<T>> work) {
        return database.inTransaction(connection -> connection
                .preparedQuery(CertificateSql.LOCK)
                .execute(Tuple.of(connectorID))
                .compose(found -> found.size() == 0
                        ? Future.failedFuture(Refusals.chargerNotFound())
                        : connection.preparedQuery(CertificateSql.OF_CHARGER).execute(Tuple.of(connectorID)))
                .compose(rows -> work.apply(new OfCharger(connection, all(rows)))));
    }

    /** Fails with {@code NOT_FOUND chargerNotFound}. */
    Future<Void> mustBeKnown(int connectorID) {
        return database.query(
                        client -> client.preparedQuery(CertificateSql.IS_KNOWN).execute(Tuple.of(connectorID)))
                .compose(rows ->
                        rows.size() == 0 ? Future.failedFuture(Refusals.chargerNotFound()) : Future.succeededFuture());
    }

    /** The names a charger's certificate may bear; empty also before an operator has accepted the charger. */
    Future<Set<String>> names(int connectorID) {
        return database.query(
                        client -> client.preparedQuery(CertificateSql.NAMES).execute(Tuple.of(connectorID)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("name"))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    Future<Optional<CertificateRow>> find(long id) {
        return database.query(
                        client -> client.preparedQuery(CertificateSql.FIND).execute(Tuple.of(id)))
                .map(rows -> all(rows).stream().findFirst());
    }

    Future<Void> storeSigned(CertificateRow row) {
        var hash = row.hash();
        var values = Tuple.tuple().addLong(row.id());
        addHash(values, hash);
        values.addString(row.pem()).addValue(Times.atOrNull(row.validTo())).addValue(Times.at(row.updatedAt()));
        return database.query(
                        client -> client.preparedQuery(CertificateSql.SIGNED).execute(values))
                .mapEmpty();
    }

    Future<Void> handedOver(long id, Instant at) {
        return database.query(client ->
                        client.preparedQuery(CertificateSql.HANDED_OVER).execute(Tuple.of(id, Times.at(at))))
                .mapEmpty();
    }

    Future<Void> giveUp(long id, String reason, Instant at) {
        return database.query(client ->
                        client.preparedQuery(CertificateSql.GIVE_UP).execute(Tuple.of(id, reason, Times.at(at))))
                .mapEmpty();
    }

    Future<List<Due>> due(Instant now) {
        return database.query(client -> client.preparedQuery(CertificateSql.DUE).execute(Tuple.of(Times.at(now))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Due(
                                row.getLong("certificate_id"), row.getInteger("connector_id"), row.getInteger("tries")))
                        .toList());
    }

    Future<List<CertificateRow>> list(int connectorID, PageRequest page) {
        var sql = page.descending() ? CertificateSql.LIST_DESCENDING : CertificateSql.LIST_ASCENDING;
        var filters = Tuple.of(connectorID, page.after(), page.limit());
        return database.query(client -> client.preparedQuery(sql).execute(filters))
                .map(CertificateRepository::all);
    }

    /**
     * Whether a charger's own certificate was removed or rejected, or replaced and the new one used or a day old; or is one that was
     * signed for another charger. One that we never saw is not withdrawn. Ends what an installed one replaced.
     *
     * @param serialNumber of the certificate in hex, in any letter case, with leading zeros or without
     */
    public Future<Boolean> isWithdrawn(int connectorID, String serialNumber, Instant now) {
        var values = Tuple.of(connectorID, CertificateHashes.plain(serialNumber), Times.at(now));
        return database.query(
                        client -> client.preparedQuery(CertificateSql.WITHDRAWN).execute(values))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static Tuple inserted(CertificateRow row) {
        var values =
                Tuple.tuple().addInteger(row.connectorID()).addString(row.kind().word());
        addHash(values, row.hash());
        return values.addString(Columns.storable(row.pem()))
                .addString(Columns.storable(row.csr()))
                .addString(word(row.state()))
                .addString(Columns.storable(row.reason()))
                .addValue(Times.atOrNull(row.validTo()))
                .addValue(Times.atOrNull(row.answeredAt()))
                .addValue(Times.atOrNull(row.handedOverAt()))
                .addValue(Times.at(row.createdAt()))
                .addValue(Times.at(row.updatedAt()));
    }

    private static Tuple updated(CertificateRow row) {
        var values = Tuple.tuple().addLong(row.id());
        addHash(values, row.hash());
        return values.addString(word(row.state()))
                .addString(Columns.storable(row.reason()))
                .addValue(Times.atOrNull(row.answeredAt()))
                .addValue(Times.atOrNull(row.handedOverAt()))
                .addValue(Times.at(row.updatedAt()))
                .addValue(Times.atOrNull(row.holdsUntil()));
    }

    private static void addHash(Tuple values, @Nullable CertificateHash hash) {
        values.addString(hash == null ? null : Columns.storable(hash.hashAlgorithm()))
                .addString(hash == null ? null : Columns.storable(hash.issuerNameHash()))
                .addString(hash == null ? null : Columns.storable(hash.issuerKeyHash()))
                .addString(hash == null ? null : Columns.storable(hash.serialNumber()));
    }

    private static List<CertificateRow> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(CertificateRepository::row)
                .toList();
    }

    private static CertificateRow row(Row row) {
        return new CertificateRow(
                row.getLong("certificate_id"),
                row.getInteger("connector_id"),
                kind(row.getString("kind")),
                hash(row),
                row.getString("pem"),
                row.getString("csr"),
                CertificateState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                Times.find(row, "valid_to").orElse(null),
                Times.find(row, "answered_at").orElse(null),
                Times.find(row, "handed_over_at").orElse(null),
                Times.instant(row, "created_at"),
                Times.instant(row, "updated_at"),
                Times.find(row, "holds_until").orElse(null));
    }

    private static @Nullable CertificateHash hash(Row row) {
        @Nullable String algorithm = row.getString("hash_algorithm");
        return algorithm == null
                ? null
                : new CertificateHash(
                        algorithm,
                        row.getString("issuer_name_hash"),
                        row.getString("issuer_key_hash"),
                        row.getString("serial_number"));
    }

    private static CertificateKind kind(String word) {
        return Arrays.stream(CertificateKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No kind of certificate is called " + word));
    }

    private static String word(CertificateState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
