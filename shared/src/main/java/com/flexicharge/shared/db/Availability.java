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

    Availability(String module, DatabaseSettings settings) {
        this.module = module;
        this.settings = settings;
    }

    void answered() {
        if (away.get() && away.compareAndSet(true, false)) {
            LOG.info("The database of {} answers again ({}:{})", module, settings.host(), settings.port());
        }
    }

    void failed(Throwable failure) {
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
