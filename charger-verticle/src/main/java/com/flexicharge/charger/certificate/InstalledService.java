package com.flexicharge.charger.certificate;

import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateDeleted;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateHash;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateKind;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateState;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.Certificates;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificatesListed;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.ChainAnswered;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.GetCertificates;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.RootAnswered;
import com.flexicharge.shared.db.Columns;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates a charger has, by its own answers (security extension §5). Told twice, nothing changes; an answer older than
 * what the charger said of the same certificate changes nothing either.
 */
public final class InstalledService {
    private final CertificateRepository certificates;

    public InstalledService(CertificateRepository certificates) {
        this.certificates = certificates;
    }

    /** Accepted, it takes the place of the charger's former one; rejected, the former one stays in use. */
    public Future<Done> chainAnswered(ChainAnswered answer) {
        var pem = storable(answer.certificateChain());
        return change(answer.connectorID(), rows -> {
            var ofKind = ofKind(rows, CertificateKind.CHARGER);
            var row = newest(ofKind, pem)
                    .orElseGet(() ->
                            CertificateRow.ofText(answer.connectorID(), CertificateKind.CHARGER, pem, answer.at()));
            if (row.isAnsweredSince(answer.at())) {
                return List.of();
            }
            return answer.accepted()
                    ? replacing(ofKind, row, answer.at())
                    : rejected(row, answer.reason(), answer.at());
        });
    }

    /** A root is one of several; a text that is no certificate is kept as it is answered. */
    public Future<Done> rootAnswered(RootAnswered answer) {
        var pem = storable(answer.certificate());
        return change(answer.connectorID(), rows -> {
            var made = CertificateRow.ofText(answer.connectorID(), answer.kind(), pem, answer.at());
            var row = alike(ofKind(rows, answer.kind()), made).orElse(made);
            if (row.isAnsweredSince(answer.at())) {
                return List.of();
            }
            return answer.accepted()
                    ? List.of(row.answered(CertificateState.INSTALLED, null, answer.at()))
                    : rejected(row, answer.reason(), answer.at());
        });
    }

    public Future<Done> deleted(CertificateDeleted deleted) {
        return change(
                deleted.connectorID(),
                rows -> rows.stream()
                        .filter(row -> row.isInstalled() || row.holdsUntil() != null)
                        .filter(row -> !row.isAnsweredSince(deleted.at()))
                        .filter(row -> row.is(deleted.hash()))
                        .map(row -> row.answered(CertificateState.REMOVED, null, deleted.at()))
                        .toList());
    }

    /** What is listed is there, also what we never sent; what is not listed is gone. */
    public Future<Done> listed(CertificatesListed list) {
        return change(list.connectorID(), rows -> {
            var ofKind = ofKind(rows, list.kind());
            var removed = ofKind.stream()
                    .filter(CertificateRow::isInstalled)
                    .filter(row -> !row.isAnsweredSince(list.at()))
                    .filter(row -> list.hashes().stream().noneMatch(row::is))
                    .map(row -> row.answered(CertificateState.REMOVED, null, list.at()))
                    .toList();
            var changes = new ArrayList<>(removed);
            distinct(list.hashes()).forEach(hash -> changes.addAll(there(ofKind, list, hash)));
            return changes;
        });
    }

    public Future<Certificates> list(GetCertificates ask) {
        return certificates
                .mustBeKnown(ask.connectorID())
                .compose(known -> certificates.list(ask.connectorID(), ask.page()))
                .map(rows -> new Certificates(
                        rows.stream().map(CertificateRow::stored).toList()));
    }

    private static List<CertificateHash> distinct(List<CertificateHash> hashes) {
        var distinct = new ArrayList<CertificateHash>();
        hashes.stream()
                .filter(hash -> distinct.stream().noneMatch(other -> CertificateHashes.same(hash, other)))
                .forEach(distinct::add);
        return distinct;
    }

    /** Under the hash as the charger writes it, which is what it must be asked to delete. */
    private static List<CertificateRow> there(
            List<CertificateRow> ofKind, CertificatesListed list, CertificateHash hash) {
        var alike = ofKind.stream().filter(row -> row.is(hash)).toList();
        if (alike.stream().anyMatch(row -> row.isAnsweredSince(list.at()))) {
            return List.of();
        }
        var installed = alike.stream()
                .filter(CertificateRow::isInstalled)
                .sorted((one, other) -> Boolean.compare(one.pem() == null, other.pem() == null))
                .toList();
        if (installed.isEmpty()) {
            return List.of(CertificateRow.listed(list.connectorID(), list.kind(), hash, list.at()));
        }
        var changes = new ArrayList<CertificateRow>();
        installed.stream()
                .skip(1)
                .map(twin -> twin.answered(CertificateState.REMOVED, "Listed once.", list.at()))
                .forEach(changes::add);
        changes.add(installed.get(0).known(hash, list.at()));
        return changes;
    }

    private static List<CertificateRow> replacing(List<CertificateRow> ofKind, CertificateRow row, Instant at) {
        var others = ofKind.stream()
                .filter(CertificateRow::isInstalled)
                .filter(other -> other.id() != row.id())
                .toList();
        if (others.stream().anyMatch(other -> other.isAnsweredSince(at))) {
            return List.of(row.answered(CertificateState.REMOVED, "A newer one took its place.", at));
        }
        var changes = new ArrayList<CertificateRow>();
        others.stream().map(other -> other.replaced(at)).forEach(changes::add);
        changes.add(row.answered(CertificateState.INSTALLED, null, at));
        return changes;
    }

    /** What is installed stays so: the charger only did not take it a second time. */
    private static List<CertificateRow> rejected(CertificateRow row, @Nullable String reason, Instant at) {
        return row.isInstalled() ? List.of() : List.of(row.answered(CertificateState.REJECTED, reason, at));
    }

    private static Optional<CertificateRow> alike(List<CertificateRow> ofKind, CertificateRow made) {
        var hash = made.hash();
        var same = ofKind.stream()
                .filter(row -> Objects.equals(row.pem(), made.pem()) || (hash != null && row.is(hash)))
                .toList();
        return same.stream()
                .filter(CertificateRow::isInstalled)
                .findFirst()
                .or(() -> same.stream().findFirst());
    }

    private static Optional<CertificateRow> newest(List<CertificateRow> ofKind, String pem) {
        return ofKind.stream().filter(row -> pem.equals(row.pem())).findFirst();
    }

    private static List<CertificateRow> ofKind(List<CertificateRow> rows, CertificateKind kind) {
        return rows.stream().filter(row -> row.kind() == kind).toList();
    }

    private static String storable(String text) {
        return Objects.requireNonNull(Columns.storable(text));
    }

    private Future<Done> change(int connectorID, Function<List<CertificateRow>, List<CertificateRow>> rule) {
        return certificates
                .change(connectorID, own -> own.saveAll(rule.apply(own.rows())))
                .map(saved -> Done.DONE);
    }
}
