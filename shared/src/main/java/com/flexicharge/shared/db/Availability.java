package com.flexicharge.shared.db;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the database went away and once that it is back, however many requests noticed. Any thread. */
final class Availability {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final String module;
    private final DatabaseSettings settings;
    private final AtomicBoolean away = new AtomicBoolean();
    private final RecentRequests recent = new RecentRequests(System::nanoTime);

    Availability(String module, DatabaseSettings settings) {
        this.module = module;
        this.settings = settings;
    }

    void answered() {
        recent.answered();
        heard();
    }

    void failed(Throwable failure) {
        if (Failures.isAway(failure)) {
            recent.refused();
        }
        missed(failure);
    }

    /** So many of the last seconds' requests found the database away that more will, whatever a ping finds. */
    boolean isFailing() {
        return recent.areFailing();
    }

    /** As {@link #answered}, of a ping: pings are no requests. */
    void heard() {
        if (away.get() && away.compareAndSet(true, false)) {
            LOG.info("The database of {} answers again ({}:{})", module, settings.host(), settings.port());
        }
    }

    void missed(Throwable failure) {
        if (Failures.isAway(failure) && away.compareAndSet(false, true)) {
            LOG.warn(
                    "The database of {} does not answer ({}:{}): {}. Requests are refused until it does",
                    module,
                    settings.host(),
                    settings.port(),
                    failure.getMessage());
        }
    }
}
