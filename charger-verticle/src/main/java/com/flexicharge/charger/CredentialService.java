package com.flexicharge.charger;

import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.SetCredentials;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Sets what a charger must present when it connects. Sockets that are open stay open. */
final class CredentialService {
    private static final int HIGHEST_PROFILE = 3;

    private final CredentialRepository repository;
    private final Credentials credentials;

    CredentialService(CredentialRepository repository, Credentials credentials) {
        this.repository = repository;
        this.credentials = credentials;
    }

    Future<Done> set(SetCredentials wanted) {
        @Nullable String password = wanted.password();
        @Nullable Integer profile = wanted.securityProfile();
        new Faults()
                .unless(
                        password == null || ChargerKey.isOne(password),
                        "password",
                        "invalidPassword",
                        "password " + ChargerKey.RULE)
                .unless(
                        profile == null || (profile >= 0 && profile <= HIGHEST_PROFILE),
                        "securityProfile",
                        "invalidSecurityProfile",
                        "securityProfile must be 0 to 3")
                .check();
        return password == null
                ? store(wanted, null)
                : credentials.hash(ChargerKey.of(password).orElseThrow()).compose(hash -> store(wanted, hash));
    }

    private Future<Done> store(SetCredentials wanted, @Nullable String passwordHash) {
        return repository
                .set(wanted.connectorID(), passwordHash, wanted.securityProfile())
                .compose(known ->
                        known ? Future.succeededFuture(Done.DONE) : Future.failedFuture(Refusals.chargerNotFound()));
    }
}
