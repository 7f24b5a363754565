package com.flexicharge.ocpp.log;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.Admission.NodeEnded;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.Repeated;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows that this process is alive, and finds out about others that are not, so that the sockets of a process that was killed end
 * with a cause and a time that is true to a few seconds. On one event loop.
 */
final class NodeWatch {
    private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);

    /** How far the end of a killed process's sockets may be off: one small row for each process. */
    private static final Duration BEAT = Duration.ofSeconds(5);

    /** Twelve beats: longer than a database that starts again is away, so that it takes nobody's node away. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private static final Duration LOOK = Duration.ofSeconds(20);

    private final NodeRepository rows;
    private final Bus bus;
    private final Clock clock;
    private final String node;
    private Instant startedAt = Instant.EPOCH;
    private Instant aliveAt = Instant.EPOCH;

    NodeWatch(ModuleContext process) {
        this.rows = new NodeRepository(process.database(), process.node());
        this.bus = process.bus();
        this.clock = process.clock();
        this.node = process.node();
    }

    /** @return when what this process had left open is ended; others are watched from then on */
    Future<Void> start(Vertx vertx) {
        return begin().onSuccess(begun -> {
            Repeated.start(vertx, BEAT, "Showing that this process is alive", this::beat);
            Repeated.start(vertx, LOOK, "Looking for processes that ended", this::look);
        });
    }

    Future<Void> begin() {
        startedAt = clock.instant();
        aliveAt = startedAt;
        return rows.restarted(startedAt)
                .compose(ended -> rows.alive(startedAt))
                .onSuccess(shown -> tell(new NodeEnded(node, "restarted", startedAt)));
    }

    Future<Void> beat() {
        var now = clock.instant();
        var wasTakenForLost = aliveAt.isBefore(now.minus(SILENCE));
        return rows.alive(now)
                .compose(shown -> wasTakenForLost ? rows.foundAgain(startedAt) : Future.succeededFuture())
                .onSuccess(shown -> aliveAt = now);
    }

    /** Who was not alive for long cannot tell whether others were. */
    Future<Void> look() {
        var silentSince = clock.instant().minus(SILENCE);
        return aliveAt.isBefore(silentSince)
                ? Future.succeededFuture()
                : rows.lose(silentSince).map(lost -> {
                    lost.forEach(this::tellLost);
                    return null;
                });
    }

    /** Containers have new names each time, so that rows would pile up. */
    Future<Void> forget(Instant aliveBefore) {
        return rows.forget(aliveBefore);
    }

    private void tellLost(String lost) {
        LOG.warn("Process {} has ended without a word; its sockets are taken for closed", lost);
        tell(new NodeEnded(lost, "nodeLost", clock.instant()));
    }

    /** A registry that does not hear it finds the silent chargers by itself, only later. */
    private void tell(NodeEnded ended) {
        bus.ask(ChargerEndpoints.NODE_ENDED, ended)
                .onFailure(no -> LOG.debug("The registry did not hear of the end of {}", ended.node(), no));
    }
}
