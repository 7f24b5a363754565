package com.flexicharge.livemetrics;

import com.flexicharge.livemetrics.user.UserSockets;
import com.flexicharge.shared.bus.Listening;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.db.HistoryRepository;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.Repeated;
import com.flexicharge.shared.module.WorkAtHand;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** All of the module but its sockets, on one event loop: sessions have one state, and their readings one order. */
final class LivemetricsVerticle extends VerticleBase {
    private static final Duration BETWEEN_LOOKS_FOR_MISSED_ENDS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS_AT_MONTHS = Duration.ofHours(12);
    private static final Duration BETWEEN_LOOKS_AT_OLD_READINGS = Duration.ofHours(1);

    private final LivemetricsConfig config;
    private final ModuleContext process;
    private final UserSockets sockets;
    private final WorkAtHand work = new WorkAtHand();
    private final List<Listening> listening = new ArrayList<>();

    LivemetricsVerticle(LivemetricsConfig config, ModuleContext process, UserSockets sockets) {
        this.config = config;
        this.process = process;
        this.sockets = sockets;
    }

    @Override
    public Future<?> start() {
        var bus = process.bus();
        var database = process.database();
        var clock = process.clock();
        var meters = process.meters();

        var rule = new IntervalRule(config.dbUpdateIntervalMillis());
        var sessions = new SessionRepository(database);
        var readings = new ReadingRepository(database);
        var partitions = new Partitions(new PartitionRepository(database));
        var old = new OldReadings(new HistoryRepository(database, meters), config.readingsDays(), clock);
        var book = new SessionBook();

        var frames = new ReadingFrames(UUID.randomUUID().toString().substring(24));
        var finder = new SessionFinder(bus, book, sessions, rule);
        var store = new ReadingStore(database, readings, partitions, meters);
        var connectorReadings = new ConnectorReadings(database, new ConnectorReadingRepository(database), rule, meters);
        var heard = new HeardReadings(book);
        var service = new ReadingService(bus, finder, store, connectorReadings, frames, work, meters);
        var closer = new SessionCloser(bus, book, finder, store, frames, work);
        var part = bus.share(LivemetricsEndpoints.RECORD_READINGS, process.node(), service::record);
        // What another process has in hand now is not known here any more: should it come back, its row says what
        // became of it.
        part.onChange(() -> book.keepOnly(place -> part.holds(place.connectorID())));
        var missedEnds = new MissedEnds(bus, book, sessions, closer, part, clock);
        var events = new SessionEvents(book, closer, missedEnds, part, rule);
        var latest = new LatestService(book, heard, sessions, readings);
        var selfTest = new SelfTestService(book, connectorReadings, new SelfTestRepository(database), sockets);

        listening.add(part);
        listening.add(bus.answer(LivemetricsEndpoints.GET_LATEST, latest::latest));
        listening.add(bus.answer(LivemetricsEndpoints.SEARCH_READINGS, latest::search));
        listening.add(bus.answer(LivemetricsEndpoints.HELD_FOR, selfTest::heldFor));
        listening.add(bus.answer(LivemetricsEndpoints.FORGET_SELF_TEST, selfTest::forget));
        listening.add(bus.listen(LivemetricsEndpoints.LIVE_FRAME, frame -> {
            heard.hear(frame);
            sockets.deliver(frame);
        }));
        listening.add(bus.listen(TransactionEndpoints.SESSION_STARTED, events::started));
        listening.add(bus.listen(TransactionEndpoints.SESSION_STOPPED, events::stopped));

        Repeated.start(vertx, BETWEEN_LOOKS_FOR_MISSED_ENDS, "Looking for missed ends", missedEnds::look);
        Repeated.start(vertx, BETWEEN_LOOKS_AT_OLD_READINGS, "Forgetting old readings", old::forget);
        Repeated.start(
                vertx,
                BETWEEN_LOOKS_AT_MONTHS,
                "Making the partitions of coming months",
                () -> partitions.coverMonths(clock.instant()));
        return partitions
                .coverMonths(clock.instant())
                .compose(covered -> sessions.newest())
                .compose(partitions::cover)
                .onSuccess(ready -> missedEnds.look());
    }

    /** No new readings; those under way reach the database. */
    @Override
    public Future<?> stop() {
        return Future.join(listening.stream().map(Listening::end).toList()).transform(ended -> work.done());
    }
}
