package com.flexicharge.launcher.cluster;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.ModuleEndpoints;
import com.flexicharge.shared.contract.ModuleEndpoints.AreYouThere;
import com.flexicharge.shared.contract.ModuleEndpoints.Here;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The modules that run in other processes. For a moment after a process has joined, a part of what it asks gets lost; so it counts
 * as arrived only when each of them has answered several times in a row.
 */
public final class Neighbours {
    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

    /** The bus asks in turn those that run a module: as many as these are surely asked. */
    private static final int IN_A_ROW = 8;

    private static final long PAUSE_MILLIS = 250;

    private final Vertx vertx;
    private final Bus bus;
    private final String node;
    private final Set<String> waited = ConcurrentHashMap.newKeySet();

    /** @param node name of this process */
    public Neighbours(Vertx vertx, Bus bus, String node) {
        this.vertx = vertx;
        this.bus = bus;
        this.node = node;
    }

    public void answerFor(String module) {
        bus.answer(ModuleEndpoints.areYouThere(module), question -> Future.succeededFuture(new Here(node)));
    }

    /** Waits without end for whoever runs these; the caller has the deadline. */
    public Future<Void> await(List<String> modules) {
        return Future.all(modules.stream().map(this::await).toList()).mapEmpty();
    }

    private Future<Void> await(String module) {
        return answersInARow(module).recover(nobody -> {
            if (waited.add(module)) {
                LOG.info("Waiting for a process that runs the module {}", module);
            }
            return vertx.timer(PAUSE_MILLIS).compose(later -> await(module));
        });
    }

    private Future<Void> answersInARow(String module) {
        Stream<Future<Here>> asked = Collections.nCopies(IN_A_ROW, new AreYouThere()).stream()
                .map(question -> bus.ask(ModuleEndpoints.areYouThere(module), question));
        return Future.all(asked.toList()).mapEmpty();
    }
}
