package com.flexicharge.livemetrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** How long a reading takes from its charger's frame to the connection of a person who watches. */
public final class Deliveries {
    private Deliveries() {}

    /** @param way by which it reached the person: {@code socket} or {@code stream} */
    public static Timer timer(MeterRegistry meters, String way) {
        return Timer.builder("flexicharge.livemetrics.delivery")
                .description(
                        "From the arrival of a charger's frame to the writing of what it says to a person's connection")
                .tag("way", way)
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2))
                .register(meters);
    }
}
