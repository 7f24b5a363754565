package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvent;
import com.flexicharge.shared.log.About;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports chargers that name another charger's session, as security events: once a minute for each charger and kind of message, so
 * that one that is broken does not bury the others. Nobody waits for it. Usable from any thread.
 */
final class ForeignTransactions {
    /** What named it. */
    enum Named {
        STOP("A stop names"),
        READINGS("Readings name");

        private final String words;

        Named(String words) {
            this.words = words;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ForeignTransactions.class);

    private static final String TYPE = "ForeignTransactionId";
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    /** Of about 150 bytes each, 1.5 MB; above it whoever was not reported for longest is forgotten, and reported again. */
    private static final int MOST_REMEMBERED = 10_000;

    private record Kind(int connectorID, Named named) {}

    private final Bus bus;
    private final Clock clock;
    private final Map<Kind, Instant> reported = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    ForeignTransactions(Bus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    void report(int connectorID, Named named, int transactionID) {
        var now = clock.instant();
        if (!isDue(new Kind(connectorID, named), now)) {
            return;
        }
        var techInfo = named.words + " transaction " + transactionID + ", which is another charger's";
        bus.ask(SecurityEventEndpoints.REPORT_SECURITY_EVENT, SecurityEvent.seen(connectorID, TYPE, techInfo, now))
                .onFailure(failure -> About.session(About.charger(LOG.atWarn(), connectorID), transactionID)
                        .log("Charger {}: {}. {}; not stored: {}", connectorID, TYPE, techInfo, failure.getMessage()));
    }

    private synchronized boolean isDue(Kind kind, Instant now) {
        var last = reported.get(kind);
        if (last != null && now.isBefore(last.plus(BETWEEN))) {
            return false;
        }
        reported.put(kind, now);
        return true;
    }
}
