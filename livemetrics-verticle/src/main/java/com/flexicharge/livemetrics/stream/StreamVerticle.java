package com.flexicharge.livemetrics.stream;

import com.flexicharge.shared.bus.Listening;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.LiveFrame;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStarted;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.Repeated;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The streams of this process, on an event loop of their own: what they tell is put together here, so that many who watch do not keep
 * the readings waiting.
 */
public final class StreamVerticle extends VerticleBase {
    /** More than the tabs of a person, less than a loop that forgets to close. */
    private static final int MOST_OF_A_USER = 50;

    private static final Duration MOST_BLOCKED = Duration.ofSeconds(30);

    /** Word of a change that got lost is made up for within this time. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private static final int MARKS = 1024;
    private static final String EVENT_STREAM = "text/event-stream; charset=utf-8";

    private final ModuleContext process;
    private final int resumeEvents;
    private final Reader.Patience patience;
    private final Readers readers;
    private final int mark = new SecureRandom().nextInt(MARKS);
    private final List<Listening> listening = new ArrayList<>();
    private @Nullable SessionStreams sessions;
    private @Nullable FleetStream fleet;

    /**
     * @param keepAlive    between two signs of life
     * @param resumeEvents of a stream that are kept for readers who take it up again
     */
    public StreamVerticle(ModuleContext process, Duration keepAlive, int resumeEvents) {
        this(process, keepAlive, resumeEvents, MOST_BLOCKED, Readers.MOST, MOST_OF_A_USER);
    }

    StreamVerticle(
            ModuleContext process,
            Duration keepAlive,
            int resumeEvents,
            Duration mostBlocked,
            int mostReaders,
            int mostOfAUser) {
        this.process = process;
        this.resumeEvents = resumeEvents;
        this.patience = new Reader.Patience(keepAlive, mostBlocked);
        this.readers = new Readers(mostReaders, mostOfAUser, process.clock(), process.meters());
    }

    @Override
    public Future<?> start() {
        var bus = process.bus();
        var clock = process.clock();
        var watched = new SessionStreams(vertx, bus, clock, mark, resumeEvents);
        var all = new FleetStream(vertx, bus, clock, new FleetRepository(process.database()), mark, resumeEvents);
        sessions = watched;
        fleet = all;

        listening.add(bus.listen(LivemetricsEndpoints.LIVE_FRAME, (LiveFrame frame) -> {
            watched.told(frame);
            all.told(frame);
        }));
        listening.add(bus.listen(TransactionEndpoints.SESSION_STARTED, (SessionStarted event) -> {
            watched.changed(event.session().transactionID());
            all.started(event.session().transactionID(), event.session().connectorID());
        }));
        listening.add(
                bus.listen(TransactionEndpoints.SESSION_CHANGED, event -> watched.changed(event.transactionID())));
        listening.add(
                bus.listen(TransactionEndpoints.SESSION_STOPPED, event -> watched.changed(event.transactionID())));
        listening.add(bus.listen(ChargerEndpoints.STATUS_CHANGED, all::status));
        listening.add(bus.listen(ChargerEndpoints.CONNECTION_CHANGED, all::connection));

        Repeated.start(vertx, BETWEEN_LOOKS, "Looking at watched sessions", watched::lookAtAll);
        Repeated.start(vertx, FleetStream.BETWEEN_NEWS, "Telling operators what is new", all::tellNews);
        return Future.succeededFuture();
    }

    /** Ends all streams; those who read come back, here or elsewhere. */
    @Override
    public Future<?> stop() {
        return Future.join(listening.stream().map(Listening::end).toList()).transform(ended -> readers.stop());
    }

    /**
     * From any thread: a session, to somebody who may see it.
     *
     * @param booked    how it stood a moment ago
     * @param latest    its newest reading
     * @param lastHeard what this reader was told last
     * @throws Refusal BUSY {@code tooManyStreams}
     */
    public HttpAnswer ofSession(
            Watcher watcher, Transaction booked, Optional<LatestReading> latest, Optional<EventId> lastHeard) {
        if (!SessionStreams.isOver(booked)) {
            return stream(watcher, reader -> known(sessions).join(booked, latest, lastHeard, reader));
        }
        var stream = Integer.toString(booked.transactionID());
        if (lastHeard.filter(new EventId(stream, EventNumbers.END)::equals).isPresent()) {
            return HttpAnswer.noContent();
        }
        var last = SessionView.of(booked).readAt(latest.map(SessionView::at).orElse(null));
        return stream(watcher, reader -> {
            var number = new EventNumbers(process.clock(), mark).next();
            reader.offer(StreamEvent.lasting(EventId.of(stream, number), "snapshot", last));
            reader.offer(SessionStream.end(last, stream));
            reader.finish();
        });
    }

    /**
     * From any thread: all chargers and sessions, to an operator.
     *
     * @throws Refusal BUSY {@code tooManyStreams}
     */
    public HttpAnswer ofFleet(Watcher watcher, Optional<EventId> lastHeard) {
        return stream(watcher, reader -> known(fleet).join(lastHeard, reader));
    }

    private HttpAnswer stream(Watcher watcher, Consumer<Reader> join) {
        if (!readers.hasRoom(watcher.userID())) {
            throw Refusal.of(
                    Reason.BUSY,
                    "tooManyStreams",
                    "There are as many streams open as can be: close one, or come again.");
        }
        return HttpAnswer.stream(EVENT_STREAM, request -> join.accept(reader(watcher, request)));
    }

    private Reader reader(Watcher watcher, HttpServerRequest request) {
        var reader = new Reader(vertx, watcher.userID(), request, patience, readers.delivered());
        reader.endAfter(Duration.between(process.clock().instant(), watcher.until()));
        watcher.stillMay().ifPresent(reader::lookAgain);
        readers.add(reader);
        return reader;
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("Streams are begun, then read");
        }
        return value;
    }
}
