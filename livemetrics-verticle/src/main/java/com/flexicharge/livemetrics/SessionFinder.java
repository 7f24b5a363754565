package com.flexicharge.livemetrics;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.RecordReadings;
import com.flexicharge.shared.contract.transaction.ChargerSessions.FindSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the session that readings belong to: in memory, else by asking transaction-verticle and reading the session's row. What
 * comes for the same session meanwhile waits behind the same look-up, so its order stays. Touched on the verticle's event loop
 * only.
 */
final class SessionFinder {
    /** As many look-ups as the database lets wait. A charger has one message at a time under way, so this is chargers. */
    private static final int MOST_LOOKUPS = 10_000;

    /**
     * What is looked for.
     *
     * @param transactionID empty: what is open at the place
     */
    private record Sought(Place place, Optional<Integer> transactionID) {}

    private final Bus bus;
    private final SessionBook book;
    private final SessionRepository repository;
    private final IntervalRule rule;
    private final Map<Sought, Future<Optional<Session>>> lookups = new HashMap<>();

    SessionFinder(Bus bus, SessionBook book, SessionRepository repository, IntervalRule rule) {
        this.bus = bus;
        this.book = book;
        this.repository = repository;
        this.rule = rule;
    }

    /**
     * @return empty when none is open, or the one the charger named is not its own; fails with the refusal of whom it asked
     */
    Future<Optional<Session>> of(RecordReadings message) {
        var place = new Place(message.connectorID(), message.connector());
        var told = message.transactionID();
        // A number beyond the range of ours is none: offline chargers send 0 or −1 when they have none yet.
        var found = told == null || told <= 0 || told > Integer.MAX_VALUE
                ? find(new Sought(place, Optional.empty()))
                : find(new Sought(place, Optional.of(told.intValue())));
        // FlexiCharge chargers meter on when their session was ended here.
        return message.protocol() == Protocol.FLEXICHARGE
                ? found.map(session -> session.filter(Session::isLive))
                : found;
    }

    /** The session with this number, over or not; empty when transaction-verticle knows none at this charger. */
    Future<Optional<Session>> of(Place place, int transactionID) {
        return find(new Sought(place, Optional.of(transactionID)));
    }

    private Future<Optional<Session>> find(Sought sought) {
        var lookup = lookups.get(sought);
        if (lookup != null) {
            return lookup;
        }
        // Another charger's session is asked about too: transaction-verticle says no, and reports who named it.
        var known = sought.transactionID()
                .map(book::get)
                .orElseGet(() -> book.openAt(sought.place()))
                .filter(session ->
                        session.place().connectorID() == sought.place().connectorID());
        if (known.isPresent()) {
            return Future.succeededFuture(known);
        }
        return lookups.size() < MOST_LOOKUPS ? lookUp(sought) : Future.failedFuture(tooMany());
    }

    private Future<Optional<Session>> lookUp(Sought sought) {
        Promise<Optional<Session>> answer = Promise.promise();
        lookups.put(sought, answer.future());
        ask(sought).onComplete(done -> lookups.remove(sought)).onComplete(answer);
        return answer.future();
    }

    private Future<Optional<Session>> ask(Sought sought) {
        @Nullable
        Long transactionID = sought.transactionID().map(Integer::longValue).orElse(null);
        var question =
                new FindSession(sought.place().connectorID(), sought.place().connector(), transactionID);
        return bus.ask(TransactionEndpoints.FIND_SESSION, question)
                .compose(found -> found.sessions().stream()
                        .findFirst()
                        .map(facts -> load(facts).map(Optional::of))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    private Future<Session> load(OpenSession facts) {
        var known = book.get(facts.transactionID());
        return known.map(Future::succeededFuture)
                .orElseGet(() -> repository.find(facts.transactionID()).map(row -> enter(facts, row)));
    }

    /** Those that are over are not kept: a late reading finds its row again. */
    private Session enter(OpenSession told, Optional<SessionRow> row) {
        var known = book.get(told.transactionID());
        if (known.isPresent()) {
            return known.get();
        }
        var facts = book.hasEnded(told.transactionID()) ? over(told) : told;
        var session =
                row.map(stored -> Session.loaded(facts, stored, rule)).orElseGet(() -> Session.begun(facts, rule));
        if (session.isLive()) {
            book.add(session);
        }
        return session;
    }

    private static OpenSession over(OpenSession told) {
        return new OpenSession(
                told.transactionID(),
                told.connectorID(),
                told.connector(),
                told.protocol(),
                told.userID(),
                told.meterStart(),
                told.pricePerKwhOre(),
                told.startAt(),
                false);
    }

    private static Refusal tooMany() {
        return Refusal.of(Reason.BUSY, "tooManyLookups", "Too many sessions are looked up. Please try again shortly.");
    }
}
