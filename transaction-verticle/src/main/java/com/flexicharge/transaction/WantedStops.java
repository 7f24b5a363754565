package com.flexicharge.transaction;

import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import com.flexicharge.shared.log.About;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops sessions that their users had given up before the charger began them. Asked right after the start, and again by the sweep for
 * as long as they run.
 */
final class WantedStops {
    private static final Logger LOG = LoggerFactory.getLogger(WantedStops.class);

    /** The charger has to learn the session's number from our answer before it can understand which one to stop. */
    private static final int AFTER_OUR_ANSWER_MILLIS = 200;

    private final Vertx vertx;
    private final RemoteStops remoteStops;
    private final TransactionConfig config;

    WantedStops(Vertx vertx, RemoteStops remoteStops, TransactionConfig config) {
        this.vertx = vertx;
        this.remoteStops = remoteStops;
        this.config = config;
    }

    void stopSoon(Session session) {
        vertx.setTimer(AFTER_OUR_ANSWER_MILLIS, timer -> stop(session));
    }

    void stop(Session session) {
        remoteStops
                .ask(session, config.remoteWaitMillis())
                .onSuccess(answer -> {
                    if (answer.verdict() != Verdict.ACCEPTED) {
                        runsOn(session, answer.word());
                    }
                })
                .onFailure(failure -> runsOn(session, String.valueOf(failure.getMessage())));
    }

    private static void runsOn(Session session, String why) {
        About.session(About.charger(LOG.atWarn(), session.connectorID()), session.transactionID())
                .log("Given-up session {} runs on: {}", session.transactionID(), why);
    }
}
