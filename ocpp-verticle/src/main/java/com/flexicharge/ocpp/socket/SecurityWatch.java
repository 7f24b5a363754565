package com.flexicharge.ocpp.socket;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.log.About;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the registry what looks like an attack on a charger, once a minute for each charger and kind: one who knocks all night is
 * one event a minute, not one for each knock. Nobody waits for it. Usable from any event loop.
 */
final class SecurityWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SecurityWatch.class);

    private static final String FAILED_LOGINS = "FailedLogins";
    private static final String FREQUENT_TAKEOVERS = "FrequentTakeovers";

    /** Each lasts two requests at most, 20 s; when more are under way the registry is away, and the log must do. */
    private static final int MOST_UNDER_WAY = 100;

    private final ChargerRegistry registry;
    private final Clock clock;
    private final RecentEvents told;
    private final AtomicInteger underWay = new AtomicInteger();

    SecurityWatch(ChargerRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.told = new RecentEvents(clock);
    }

    void failedLogins(Visitor visitor, int failures) {
        tell(
                visitor,
                FAILED_LOGINS,
                failures + " wrong or missing credentials within a minute, from " + visitor.address());
    }

    void frequentTakeovers(Visitor visitor, int takeovers) {
        tell(
                visitor,
                FREQUENT_TAKEOVERS,
                "More than " + takeovers + " new sockets within a minute, the last from " + visitor.address());
    }

    private void tell(Visitor visitor, String type, String techInfo) {
        var serialNumber = visitor.serialNumber();
        if (!told.noteFirst(type + ' ' + serialNumber)) {
            return;
        }
        if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
            underWay.decrementAndGet();
            About.charger(LOG.atWarn(), serialNumber).log("Charger {}: {}; {}", serialNumber, type, techInfo);
            return;
        }
        registry.securityEvent(serialNumber, type, techInfo, clock.instant())
                .onComplete(done -> underWay.decrementAndGet())
                .onFailure(no -> {
                    // Who knocks as a charger nobody knows attacks nobody.
                    if (!(no instanceof Refusal refusal) || refusal.reason() != Reason.NOT_FOUND) {
                        About.charger(LOG.atWarn(), serialNumber)
                                .log("Charger {}: {}, not stored: {}", serialNumber, type, no.getMessage());
                    }
                });
    }
}
