package com.flexicharge.transaction;

import com.flexicharge.transaction.CountsRepository.Counts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What was open when it was counted last. Of the whole database: every process that runs this module says the same, so whoever
 * watches takes the greatest, not the sum. Not a number until it was counted once.
 */
final class SessionGauges {
    private final CountsRepository repository;
    private volatile Optional<Counts> last = Optional.empty();

    SessionGauges(CountsRepository repository, MeterRegistry meters) {
        this.repository = repository;
        show(meters, "flexicharge.sessions.open", "Charging sessions that run", Counts::open);
        show(
                meters,
                "flexicharge.sessions.suspect",
                "Sessions that run, and are probably over: the charger did not say so",
                Counts::suspect);
        show(
                meters,
                "flexicharge.unmatched.waiting",
                "Messages of chargers put aside because they fit no session, and not resolved by an operator",
                Counts::unmatched);
    }

    Future<Void> count() {
        return repository
                .count()
                .onSuccess(counts -> last = Optional.of(counts))
                .mapEmpty();
    }

    private void show(MeterRegistry meters, String name, String description, ToDoubleFunction<Counts> figure) {
        Gauge.builder(
                        name,
                        this,
                        gauges -> gauges.last.map(figure::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .strongReference(true)
                .register(meters);
    }
}
