package com.flexicharge.livemetrics;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.LiveFrame;
import com.flexicharge.shared.log.About;
import com.flexicharge.shared.module.WorkAtHand;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sessions: its user is told once, the last reading is stored, and the state leaves memory. Touched on the verticle's event
 * loop only.
 */
final class SessionCloser {
    private static final Logger LOG = LoggerFactory.getLogger(SessionCloser.class);

    private final Bus bus;
    private final SessionBook book;
    private final SessionFinder finder;
    private final ReadingStore store;
    private final ReadingFrames frames;
    private final WorkAtHand work;

    SessionCloser(
            Bus bus,
            SessionBook book,
            SessionFinder finder,
            ReadingStore store,
            ReadingFrames frames,
            WorkAtHand work) {
        this.bus = bus;
        this.book = book;
        this.finder = finder;
        this.store = store;
        this.frames = frames;
        this.work = work;
    }

    /**
     * Asked again, it corrects the last reading and tells nobody.
     *
     * @return succeeds always; what could not be stored stays in memory, or open in its row, for the next look for missed ends
     */
    Future<Void> close(SessionEnd end) {
        book.ended(end.transactionID());
        return work.track(finder.of(end.place(), end.transactionID())
                .compose(found -> found.map(session -> close(session, end)).orElseGet(Future::succeededFuture))
                .recover(failure -> {
                    About.session(About.charger(LOG.atWarn(), end.place().connectorID()), end.transactionID())
                            .log(
                                    "The end of session {} is not stored, and is tried again within a minute: {}",
                                    end.transactionID(),
                                    failure.getMessage());
                    return Future.succeededFuture();
                }));
    }

    private Future<Void> close(Session session, SessionEnd end) {
        boolean first = session.end(end);
        if (first) {
            tell(session, end);
            book.add(session);
        }
        return store.store(session, end).onSuccess(stored -> book.remove(session));
    }

    private void tell(Session session, SessionEnd end) {
        @Nullable String userID = session.facts().userID();
        var text = userID == null ? "" : frames.end(end);
        var place = session.place();
        bus.tell(
                LivemetricsEndpoints.LIVE_FRAME,
                new LiveFrame(userID, end.transactionID(), place.connectorID(), LiveFrame.Kind.END, text, null));
    }
}
