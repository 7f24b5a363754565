package com.flexicharge.ocpp.log;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Listening;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.LoggedMessages;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.PastConnections;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.Repeated;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps what was said on the sockets of this process, and when there were any. Connections hand it over and wait for nothing; one
 * event loop writes it down, and nothing of a charger is on it.
 */
public final class LogVerticle extends VerticleBase {
    /** Of a frame some 1 KB in memory: a database that is away for ten seconds loses nothing of 1,000 chargers. */
    private static final LogBuffer.Bounds MESSAGES = new LogBuffer.Bounds(20_000, 32 << 20);

    /** All chargers of a process come back at once: two events each. */
    private static final LogBuffer.Bounds CONNECTIONS = new LogBuffer.Bounds(20_000, 20_000);

    private static final Duration PARTITION_LOOK = Duration.ofHours(1);

    private final LogConfig config;
    private final Bus bus;
    private final Clock clock;
    private final MessageRepository messageRows;
    private final ConnectionRepository connectionRows;
    private final PartitionRepository partitions;
    private final NodeWatch nodes;
    private final LogBuffer<LoggedFrame> messages;
    private final FrameCounts counts;
    private final LogBuffer<SocketEvent> connections;
    private final List<Listening> listenings = new ArrayList<>();

    public LogVerticle(ModuleContext process, LogConfig config) {
        this.config = config;
        this.bus = process.bus();
        this.clock = process.clock();
        this.messageRows = new MessageRepository(process.database());
        this.connectionRows = new ConnectionRepository(process.database(), process.node());
        this.nodes = new NodeWatch(process);
        this.partitions = new PartitionRepository(process.database());
        this.messages =
                new LogBuffer<>("messages", MESSAGES, LoggedFrame::weight, messageRows::store, process.meters());
        this.counts = new FrameCounts(process.meters());
        this.connections =
                new LogBuffer<>("connections", CONNECTIONS, event -> 1, connectionRows::store, process.meters());
    }

    @Override
    public Future<?> start() {
        return nodes.start(vertx).compose(watched -> keepPartitions()).onSuccess(ready -> {
            messages.start(vertx, config.interval());
            connections.start(vertx, config.interval());
            Repeated.start(vertx, PARTITION_LOOK, "Keeping the days of the message log", this::keepPartitions);
            listenings.add(bus.answer(
                    MessageLogEndpoints.SEARCH_MESSAGES,
                    wanted -> messageRows.search(wanted).map(LoggedMessages::new)));
            listenings.add(bus.answer(
                    MessageLogEndpoints.SEARCH_CONNECTIONS,
                    wanted -> connectionRows.list(wanted).map(PastConnections::new)));
            listenings.add(bus.answer(MessageLogEndpoints.COUNT_CONNECTIONS, connectionRows::count));
        });
    }

    /** Answers nobody any more, and writes what is left. */
    @Override
    public Future<?> stop() {
        return Future.join(listenings.stream().map(Listening::end).toList())
                .transform(ended -> Future.join(messages.close(), connections.close()));
    }

    private Future<Void> keepPartitions() {
        var today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        var oldest = today.minus(config.retention());
        return partitions
                .makeAhead(today)
                .compose(made -> partitions.dropBefore(oldest))
                .compose(dropped -> connectionRows.forget(oldest.atStartOfDay().toInstant(ZoneOffset.UTC)))
                .compose(forgotten -> nodes.forget(oldest.atStartOfDay().toInstant(ZoneOffset.UTC)));
    }

    /** For one connection. From any thread. */
    public FrameLog frames(int connectorID, String serialNumber, Protocol protocol) {
        Consumer<LoggedFrame> counting = counts::count;
        var log = config.messages() ? counting.andThen(messages::add) : counting;
        return new FrameLog(connectorID, serialNumber, protocol, clock, log);
    }

    /** A socket came or went. From any thread. */
    public void note(SocketEvent event) {
        connections.add(event);
    }
}
