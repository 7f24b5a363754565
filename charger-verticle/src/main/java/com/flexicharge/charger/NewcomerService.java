package com.flexicharge.charger;

import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.charger.Admission.RegisterNewcomer;
import io.vertx.core.Future;
import java.time.Clock;

/** Registers chargers that came before anybody told of them. */
final class NewcomerService {
    private final NewcomerRepository repository;
    private final Clock clock;

    NewcomerService(NewcomerRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    Future<Done> register(RegisterNewcomer ask) {
        ChargerService.checkIdentity(ask.serialNumber()).check();
        return repository
                .add(new NewcomerRepository.Newcomer(ask.serialNumber(), ask.registration(), clock.instant()))
                .compose(isThere ->
                        isThere ? Future.succeededFuture(Done.DONE) : Future.failedFuture(Refusals.chargerNotFound()));
    }
}
