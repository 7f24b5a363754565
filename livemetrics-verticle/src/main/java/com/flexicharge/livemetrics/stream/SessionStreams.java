package com.flexicharge.livemetrics.stream;

import com.flexicharge.livemetrics.Lanes;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.GetLatest;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.LiveFrame;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetTransaction;
import com.flexicharge.shared.log.About;
import com.flexicharge.shared.trace.Traces;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions somebody watches here. Readings come as they are told; how a session stands is asked of its books whenever there is
 * word that it changed, and every now and then, because word may get lost. Touched on the verticle's event loop only, but for {@link
 * #join}.
 *
 * <p>Bounds: a session somebody watches holds its latest events, at most {@code mostRecent} of 300 bytes, and there are no more of
 * them than readers; one that is not watched any more stays for {@link #LINGER}, unless there are {@link #MOST}.
 */
final class SessionStreams {
    /** Longer than a tunnel, or the restart of an app. */
    private static final Duration LINGER = Duration.ofMinutes(2);

    /** Twice as many as readers. */
    private static final int MOST = 2 * Readers.MOST;

    private static final int LOOKS_AT_A_TIME = 20;
    private static final Logger LOG = LoggerFactory.getLogger(SessionStreams.class);

    private final Context own;
    private final Bus bus;
    private final Traces traces;
    private final Clock clock;
    private final int mark;
    private final int mostRecent;
    private final Map<Integer, SessionStream> streams = new HashMap<>();

    /** Being asked about; true: there is word that it changed again meanwhile. */
    private final Map<Integer, Boolean> looking = new HashMap<>();

    /** @param mark of this run of the process */
    SessionStreams(Vertx vertx, Bus bus, Clock clock, int mark, int mostRecent) {
        this.own = vertx.getOrCreateContext();
        this.bus = bus;
        this.traces = Traces.of(vertx);
        this.clock = clock;
        this.mark = mark;
        this.mostRecent = mostRecent;
    }

    /**
     * From any thread.
     *
     * @param seen   how the session stood a moment ago, not over
     * @param latest its newest reading then
     */
    void join(Transaction seen, Optional<LatestReading> latest, Optional<EventId> lastHeard, Reader reader) {
        own.runOnContext(turn -> joinNow(seen, latest, lastHeard, reader));
    }

    private void joinNow(Transaction seen, Optional<LatestReading> latest, Optional<EventId> lastHeard, Reader reader) {
        int transactionID = seen.transactionID();
        boolean isNew = !streams.containsKey(transactionID);
        var stream = streams.computeIfAbsent(transactionID, id -> {
            makeRoom();
            return new SessionStream(SessionView.of(seen), mostRecent, new EventNumbers(clock, mark), traces);
        });
        latest.ifPresent(stream::read);
        stream.join(reader, lastHeard);
        reader.closed().onComplete(gone -> own.runOnContext(turn -> stream.leave(reader, clock.instant())));
        if (isNew) {
            // Nobody listened between the question and this moment.
            look(transactionID);
        }
    }

    /** LIVE_FRAME. */
    void told(LiveFrame frame) {
        var stream = streams.get(frame.transactionID());
        var reading = frame.reading();
        if (stream == null) {
            return;
        }
        if (reading == null) {
            look(frame.transactionID());
        } else {
            stream.read(reading);
        }
    }

    /** There is word that this session changed. */
    void changed(int transactionID) {
        if (streams.containsKey(transactionID)) {
            look(transactionID);
        }
    }

    /** Succeeds always. */
    Future<Void> lookAtAll() {
        var limit = clock.instant().minus(LINGER);
        streams.values()
                .removeIf(stream -> stream.aloneSince().filter(limit::isAfter).isPresent());
        return Lanes.each(Set.copyOf(streams.keySet()), LOOKS_AT_A_TIME, this::look);
    }

    private Future<Void> look(int transactionID) {
        if (looking.containsKey(transactionID)) {
            looking.put(transactionID, true);
            return Future.succeededFuture();
        }
        looking.put(transactionID, false);
        return bus.ask(TransactionEndpoints.GET_TRANSACTION, new GetTransaction(transactionID))
                .compose(this::withLatest, failure -> {
                    notFound(transactionID, failure);
                    return Future.succeededFuture();
                })
                .transform(looked -> {
                    boolean again = Boolean.TRUE.equals(looking.remove(transactionID));
                    return again && streams.containsKey(transactionID) ? look(transactionID) : Future.succeededFuture();
                });
    }

    private Future<Void> withLatest(Transaction booked) {
        return bus.ask(LivemetricsEndpoints.GET_LATEST, new GetLatest(List.of(booked.transactionID())))
                .transform(latest -> {
                    if (latest.succeeded()) {
                        latest.result()
                                .readings()
                                .forEach(reading -> Optional.ofNullable(streams.get(booked.transactionID()))
                                        .ifPresent(stream -> stream.read(reading)));
                    }
                    stands(booked);
                    return Future.succeededFuture();
                });
    }

    private void stands(Transaction booked) {
        var stream = streams.get(booked.transactionID());
        if (stream == null) {
            return;
        }
        if (isOver(booked)) {
            streams.remove(booked.transactionID());
            stream.end(SessionView.of(booked));
        } else {
            stream.stands(SessionView.of(booked));
        }
    }

    private void notFound(int transactionID, Throwable failure) {
        if (failure instanceof Refusal refusal && refusal.reason() == Reason.NOT_FOUND) {
            Optional.ofNullable(streams.remove(transactionID)).ifPresent(SessionStream::abandon);
        } else {
            About.session(LOG.atDebug(), transactionID)
                    .setCause(failure)
                    .log("Session {} is looked at again soon", transactionID);
        }
    }

    static boolean isOver(Transaction transaction) {
        return !transaction.state().isOpen() && !transaction.state().isWaiting();
    }

    private void makeRoom() {
        if (streams.size() >= MOST) {
            Set<Integer> alone = new HashSet<>();
            streams.forEach((id, stream) -> {
                if (!stream.isWatched()) {
                    alone.add(id);
                }
            });
            streams.keySet().removeAll(alone);
        }
    }
}
