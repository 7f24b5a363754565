package com.flexicharge.charger.certificate;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateState;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SendSigned;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SignAnswered;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SignRequested;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.GetKeys;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.StoredKeys;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.SendCertificate;
import com.flexicharge.shared.log.About;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chargers' requests for certificates (security extension §5): stored when they hold up, then signed and handed to ocpp-verticle,
 * which sends them. What a process that dies leaves between is made up for by {@link #sendWaiting}.
 */
public final class SigningService {
    private static final Logger LOG = LoggerFactory.getLogger(SigningService.class);
    private static final SignAnswered REFUSED = new SignAnswered(false, null);

    /** The same request again within this time is a repeat of the same. */
    private static final Duration REPEAT = Duration.ofMinutes(10);

    /** A charger asks once a year or after a trigger. More than this an hour is a fault, and would fill the table. */
    private static final int MAX_AN_HOUR = 10;

    /**
     * Tries after 1, 2, 4 … 512 min: 1,023 min or 17 h in all, which is less than the 24 h for which ocpp-verticle knows what it was
     * asked already.
     */
    private static final int MAX_TRIES = 10;

    private final CertificateRepository certificates;
    private final Optional<CertificateAuthority> authority;
    private final SigningWorkers workers;
    private final Bus bus;
    private final Clock clock;

    SigningService(
            CertificateRepository certificates,
            Optional<CertificateAuthority> authority,
            SigningWorkers workers,
            Bus bus,
            Clock clock) {
        this.certificates = certificates;
        this.authority = authority;
        this.workers = workers;
        this.bus = bus;
        this.clock = clock;
    }

    /** Signs with a key of ours, if there is one; without, every request is refused. */
    public static SigningService of(
            CertificateRepository certificates, Optional<AuthorityKeys> keys, Vertx vertx, Bus bus, Clock clock) {
        var workers = new SigningWorkers(vertx);
        return new SigningService(certificates, keys.map(own -> new OwnAuthority(own, workers)), workers, bus, clock);
    }

    public Future<SignAnswered> request(SignRequested ask) {
        if (authority.isEmpty()) {
            return Future.succeededFuture(REFUSED);
        }
        return check(ask)
                .compose(
                        request -> store(ask, Optional.empty()),
                        failure -> failure instanceof Refusal refusal && refusal.reason() == Reason.INVALID
                                ? store(ask, Optional.of(refusal.getMessage()))
                                : Future.failedFuture(failure));
    }

    public Future<Done> send(SendSigned ask) {
        return certificates
                .find(ask.certificateID())
                .compose(found -> found.map(this::send)
                        .orElseGet(() -> Future.failedFuture(
                                Refusal.of(Reason.NOT_FOUND, "certificateNotFound", "There is no such certificate."))))
                .map(sent -> Done.DONE);
    }

    /** Signs and hands over what was accepted more than a minute ago and did not get so far. */
    public Future<Void> sendWaiting() {
        return certificates
                .due(clock.instant())
                .compose(
                        waiting -> Future.join(waiting.stream().map(this::again).toList()))
                .mapEmpty();
    }

    private Future<SigningRequest> check(SignRequested ask) {
        return certificates
                .names(ask.connectorID())
                .compose(names -> cpoName(ask.connectorID())
                        .compose(cpoName -> workers.run(() -> {
                            var request = SigningRequest.read(ask.csr());
                            request.mustBeOf(names, cpoName);
                            return request;
                        })));
    }

    /** The operator's name as the charger was told it (whitepaper, CpoName); empty while nobody keeps chargers' keys. */
    private Future<Optional<String>> cpoName(int connectorID) {
        return bus.ask(ConfigurationEndpoints.GET_KEYS, new GetKeys(connectorID))
                .map(SigningService::cpoName)
                .recover(failure -> failure instanceof Refusal refusal && knowsNoKeys(refusal)
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    private static Optional<String> cpoName(StoredKeys stored) {
        return stored.keys().stream()
                .map(ConfigurationEndpoints.StoredKey::key)
                .filter(key -> key.key().equalsIgnoreCase("CpoName"))
                .findFirst()
                .flatMap(key -> Optional.ofNullable(key.value()))
                .filter(value -> !value.isEmpty());
    }

    private static boolean knowsNoKeys(Refusal refusal) {
        return refusal.reason() == Reason.NOT_FOUND
                || (refusal.reason() == Reason.UNAVAILABLE && refusal.code().equals("unavailable"));
    }

    private Future<SignAnswered> store(SignRequested ask, Optional<String> fault) {
        fault.ifPresent(why -> About.charger(LOG.atInfo(), ask.connectorID())
                .log("Charger {} asked for a certificate and was refused: {}", ask.connectorID(), why));
        return certificates.change(ask.connectorID(), own -> {
            var requests = own.rows().stream().filter(row -> row.csr() != null).toList();
            var repeated = requests.stream()
                    .filter(row -> ask.csr().equals(row.csr()))
                    .filter(row -> row.state() != CertificateState.REJECTED)
                    .filter(row -> row.createdAt().isAfter(ask.at().minus(REPEAT)))
                    .findFirst();
            if (repeated.isPresent()) {
                return Future.succeededFuture(accepted(repeated.get().id()));
            }
            var recent = requests.stream()
                    .filter(row -> row.createdAt().isAfter(ask.at().minus(Duration.ofHours(1))))
                    .count();
            if (recent >= MAX_AN_HOUR) {
                About.charger(LOG.atWarn(), ask.connectorID())
                        .log("Charger {} asks for certificates again and again; refused", ask.connectorID());
                return Future.succeededFuture(REFUSED);
            }
            return store(own, ask, fault);
        });
    }

    private Future<SignAnswered> store(CertificateRepository.OfCharger own, SignRequested ask, Optional<String> fault) {
        var made = CertificateRow.requested(ask.connectorID(), cut(ask.csr()), ask.at());
        if (fault.isPresent()) {
            return own.save(made.answered(CertificateState.REJECTED, fault.get(), ask.at()))
                    .map(id -> REFUSED);
        }
        var superseded = own.rows().stream()
                .filter(row -> row.csr() != null && row.handedOverAt() == null)
                .map(row ->
                        row.answered(CertificateState.REJECTED, "The charger asked again with another key.", ask.at()))
                .toList();
        return own.saveAll(superseded).compose(saved -> own.save(made)).map(SigningService::accepted);
    }

    private static SignAnswered accepted(long id) {
        return new SignAnswered(true, id);
    }

    private static String cut(String csr) {
        return csr.length() > SigningRequest.MAX_CHARACTERS ? csr.substring(0, SigningRequest.MAX_CHARACTERS) : csr;
    }

    private Future<Void> send(CertificateRow row) {
        return switch (row.state()) {
            case REQUESTED -> sign(row).compose(signed -> handOver(row.id()));
            case SENT -> handOver(row.id());
            case INSTALLED, REJECTED, REMOVED -> Future.succeededFuture();
        };
    }

    private Future<Void> sign(CertificateRow row) {
        var at = clock.instant();
        return workers.run(() -> SigningRequest.read(Objects.requireNonNull(row.csr())))
                .compose(request -> signer().compose(signer -> signer.sign(request, at)))
                .compose(chain -> certificates.storeSigned(row.signed(chain, at)));
    }

    private Future<CertificateAuthority> signer() {
        return authority
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(Refusal.of(
                        Reason.UNAVAILABLE,
                        "chargerAuthorityMissing",
                        "No certificates of chargers are signed; set CHARGER_CA_CERT.")));
    }

    /** Reads the row anew: two that signed at once send the same. */
    private Future<Void> handOver(long id) {
        return certificates.find(id).map(Optional::orElseThrow).compose(row -> {
            if (row.state() != CertificateState.SENT || row.handedOverAt() != null) {
                return Future.succeededFuture();
            }
            var chain = Objects.requireNonNull(row.pem());
            return bus.ask(
                            CommandEndpoints.SEND_CERTIFICATE,
                            new SendCertificate(row.connectorID(), chain, "certificate-" + id))
                    .compose(taken -> certificates.handedOver(id, clock.instant()));
        });
    }

    private Future<Void> again(CertificateRepository.Due due) {
        return send(new SendSigned(due.id())).<Void>mapEmpty().recover(failure -> {
            var last = due.tries() >= MAX_TRIES || isForGood(failure);
            About.charger(LOG.atWarn(), due.connectorID())
                    .setCause(failure)
                    .log(
                            "The certificate {} of charger {} could not be handed over, {}",
                            due.id(),
                            due.connectorID(),
                            last ? "and is given up" : "and will be tried again");
            return last ? certificates.giveUp(due.id(), reason(failure), clock.instant()) : Future.succeededFuture();
        });
    }

    private static boolean isForGood(Throwable failure) {
        return failure instanceof Refusal refusal
                && switch (refusal.reason()) {
                    case INVALID, NOT_FOUND, CONFLICT, FORBIDDEN, REJECTED -> true;
                    case UNAUTHENTICATED, BUSY, OFFLINE, TIMED_OUT, UNAVAILABLE, INTERNAL -> false;
                };
    }

    private static String reason(Throwable failure) {
        return failure instanceof Refusal refusal
                ? "It could not be sent: " + refusal.getMessage()
                : "It could not be sent.";
    }
}
