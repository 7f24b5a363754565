package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionChanged;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStarted;
import com.flexicharge.shared.log.About;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells everybody what is committed: users hear of it, and whoever waits for it goes on. */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final Bus bus;

    Announcer(Bus bus) {
        this.bus = bus;
    }

    void started(Session session) {
        session.forReadings().filter(OpenSession::open).ifPresent(open -> {
            about(session)
                    .log(
                            "Session {} began on charger {} connector {}",
                            session.transactionID(),
                            session.connectorID(),
                            session.connector());
            bus.tell(TransactionEndpoints.SESSION_STARTED, new SessionStarted(open));
        });
    }

    private static LoggingEventBuilder about(Session session) {
        return About.session(About.charger(LOG.atDebug(), session.connectorID()), session.transactionID());
    }

    void changed(Session session) {
        bus.tell(TransactionEndpoints.SESSION_CHANGED, new SessionChanged(session.transactionID()));
    }

    void stopped(Session session) {
        session.asStopped().ifPresent(stopped -> {
            about(session)
                    .log(
                            "Session {} on charger {} ended: {} Wh, {}",
                            session.transactionID(),
                            session.connectorID(),
                            stopped.energyWh(),
                            stopped.reason());
            bus.tell(TransactionEndpoints.SESSION_STOPPED, stopped);
        });
    }
}
