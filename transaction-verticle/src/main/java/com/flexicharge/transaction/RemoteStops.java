package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.RemoteStop;
import io.vertx.core.Future;

/** Asks chargers to stop a session. The row is stopping only once they agreed, so that one who got no answer may ask again. */
final class RemoteStops {
    private final Bus bus;
    private final JourneyRepository journeys;
    private final Announcer announcer;

    RemoteStops(Bus bus, JourneyRepository journeys, Announcer announcer) {
        this.bus = bus;
        this.journeys = journeys;
        this.announcer = announcer;
    }

    /** Fails as {@link OcppEndpoints#REMOTE_STOP} does. */
    Future<ChargerAnswer> ask(Session session, int waitMillis) {
        var ask = new RemoteStop(session.connectorID(), session.transactionID(), waitMillis);
        return bus.ask(OcppEndpoints.REMOTE_STOP, ask).compose(answer -> switch (answer.verdict()) {
            case ACCEPTED ->
                journeys.stopping(session.transactionID())
                        .onSuccess(stopping -> stopping.ifPresent(announcer::changed))
                        .map(answer);
            case REJECTED, FAILED -> Future.succeededFuture(answer);
        });
    }
}
