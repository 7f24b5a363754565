package com.flexicharge.ocpp.socket;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Tells the registry now and then what is new of connected chargers, instead of once for each message.
 *
 * @param isNew whether there is something the registry has not heard
 * @param news  what that is
 * @param tell  fails when the registry did not hear it
 * @param heard what it has heard of this connection
 */
record ChargerNews<T>(
        ConnectionTable table,
        Predicate<ChargerConnection> isNew,
        Function<ChargerConnection, T> news,
        Function<List<T>, Future<Void>> tell,
        BiConsumer<ChargerConnection, T> heard) {
    /** As many as the registry takes at a time. */
    private static final int MOST_AT_ONCE = 1_000;

    /** What the registry does not hear now is told with the next report. */
    void report() {
        var unreported = new ArrayList<>(table.all());
        unreported.removeIf(isNew.negate());
        for (var from = 0; from < unreported.size(); from += MOST_AT_ONCE) {
            report(unreported.subList(from, Math.min(from + MOST_AT_ONCE, unreported.size())));
        }
    }

    private void report(List<ChargerConnection> connections) {
        var told = connections.stream().map(news).toList();
        tell.apply(told).onSuccess(done -> {
            for (var i = 0; i < told.size(); i++) {
                heard.accept(connections.get(i), told.get(i));
            }
        });
    }
}
