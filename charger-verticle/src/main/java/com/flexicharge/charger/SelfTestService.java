package com.flexicharge.charger;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ForgetSelfTest;
import io.vertx.core.Future;

/** Lets the self-test begin anew. */
final class SelfTestService {
    private final SelfTestRepository repository;
    private final Bus bus;

    SelfTestService(SelfTestRepository repository, Bus bus) {
        this.repository = repository;
        this.bus = bus;
    }

    /** Fails with NOT_FOUND for any charger but the self-test's. */
    Future<Done> forget(ForgetSelfTest ask) {
        return repository
                .forget(ask.connectorID())
                .compose(reset ->
                        reset.map(this::tell).orElseGet(() -> Future.failedFuture(Refusals.chargerNotFound())));
    }

    private Future<Done> tell(ConnectionChanged changed) {
        bus.tell(ChargerEndpoints.CONNECTION_CHANGED, changed);
        return Future.succeededFuture(Done.DONE);
    }
}
