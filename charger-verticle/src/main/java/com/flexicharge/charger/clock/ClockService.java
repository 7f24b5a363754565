package com.flexicharge.charger.clock;

import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.charger.ClockEndpoints.ClocksMeasured;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.log.About;
import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps how far chargers' clocks are from ours, and says once of each wrong one that it is. */
public final class ClockService {
    private static final Logger LOG = LoggerFactory.getLogger(ClockService.class);

    private final ClockRepository repository;

    public ClockService(Database database) {
        this.repository = new ClockRepository(database);
    }

    public Future<Done> measured(ClocksMeasured measured) {
        if (measured.clocks().isEmpty()) {
            return Future.succeededFuture(Done.DONE);
        }
        return repository.store(measured.clocks()).map(changes -> {
            changes.forEach(ClockService::log);
            return Done.DONE;
        });
    }

    private static void log(ClockChange change) {
        if (change.isWrong() && !change.wasWrong()) {
            About.charger(LOG.atWarn(), change.connectorID(), change.serialNumber())
                    .log(
                            "The clock of charger {} ({}) is {} s {} ours: what it tells of session times is corrected by that."
                                    + " Set its time zone (OCPP's times are UTC), or have it take the time of its boot's answer",
                            change.connectorID(),
                            change.serialNumber(),
                            Duration.ofMillis(change.driftMillis()).abs().toSeconds(),
                            change.driftMillis() > 0 ? "behind" : "ahead of");
        } else if (change.wasWrong() && !change.isWrong()) {
            About.charger(LOG.atInfo(), change.connectorID(), change.serialNumber())
                    .log("The clock of charger {} ({}) is right again", change.connectorID(), change.serialNumber());
        }
    }
}
