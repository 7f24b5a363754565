package com.flexicharge.charger;

import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.CredentialEndpoints.PasswordAccepted;
import com.flexicharge.shared.contract.charger.CredentialEndpoints.SecurityProfileAccepted;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Credentials that change on the charger's own word. A charger takes a new password over when it pleases, some only with the next
 * reboot: until it has used the new one it is let in with the old one too, for a day at most. Sockets that are open stay open.
 */
final class CredentialRotation {
    private static final Duration OLD_HOLDS = Duration.ofHours(24);
    private static final int HIGHEST_PROFILE = 3;

    /** A password that changes at the very moment of the comparison is compared anew, but not for ever. */
    private static final int ATTEMPTS = 3;

    private final CredentialRepository repository;
    private final Credentials credentials;
    private final Clock clock;

    CredentialRotation(CredentialRepository repository, Credentials credentials, Clock clock) {
        this.repository = repository;
        this.credentials = credentials;
        this.clock = clock;
    }

    Future<Done> passwordAccepted(PasswordAccepted accepted) {
        new Faults()
                .unless(
                        ChargerKey.isBearable(accepted.password()),
                        "password",
                        "invalidPassword",
                        "password " + ChargerKey.BEARABLE)
                .check();
        return replace(accepted, ATTEMPTS);
    }

    Future<Done> profileAccepted(SecurityProfileAccepted accepted) {
        new Faults()
                .unless(
                        accepted.securityProfile() >= 0 && accepted.securityProfile() <= HIGHEST_PROFILE,
                        "securityProfile",
                        "invalidSecurityProfile",
                        "securityProfile must be 0 to 3")
                .check();
        return repository
                .raiseProfile(accepted.connectorID(), accepted.securityProfile())
                .compose(known ->
                        known ? Future.succeededFuture(Done.DONE) : Future.failedFuture(Refusals.chargerNotFound()));
    }

    private Future<Done> replace(PasswordAccepted accepted, int attempts) {
        return repository
                .passwordHash(accepted.connectorID())
                .compose(found -> found.map(replaced -> replace(accepted, replaced, attempts))
                        .orElseGet(() -> Future.failedFuture(Refusals.chargerNotFound())));
    }

    private Future<Done> replace(PasswordAccepted accepted, Optional<String> replaced, int attempts) {
        return isTheSame(accepted.password(), replaced)
                .compose(isTold -> isTold ? Future.succeededFuture(Done.DONE) : store(accepted, replaced, attempts));
    }

    private Future<Boolean> isTheSame(String password, Optional<String> stored) {
        return stored.map(hash -> credentials.matches(ChargerKey.readings(password), hash))
                .orElse(Future.succeededFuture(false));
    }

    private Future<Done> store(PasswordAccepted accepted, Optional<String> replaced, int attempts) {
        return credentials
                .hash(ChargerKey.bearable(accepted.password()))
                .compose(hash -> repository.replacePassword(
                        accepted.connectorID(), replaced, hash, clock.instant().plus(OLD_HOLDS)))
                .compose(stored -> {
                    if (stored) {
                        return Future.succeededFuture(Done.DONE);
                    }
                    return attempts > 1
                            ? replace(accepted, attempts - 1)
                            : Future.failedFuture(Refusal.of(
                                    Reason.CONFLICT, "conflict", "The charger's credentials are being changed."));
                });
    }
}
