package com.flexicharge.livemetrics;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The sessions in memory, by their number and by where they are open. Touched on the verticle's event loop only.
 *
 * <p>Bounds: {@value #MOST_SESSIONS} sessions (some 60 MB); over it the one that was quiet the longest leaves, and is loaded from
 * its row when its next reading comes. The last {@value #MOST_ENDED} that ended are remembered, so that a look-up that was on its
 * way while a session ended does not bring it back.
 */
final class SessionBook {
    static final int MOST_SESSIONS = 100_000;
    static final int MOST_ENDED = 10_000;

    private final int mostSessions;

    /** In the order of their last use. */
    private final LinkedHashMap<Integer, Session> byNumber = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<Place, Session> openAt = new HashMap<>();
    private final Set<Integer> ended = new LinkedHashSet<>();

    SessionBook() {
        this(MOST_SESSIONS);
    }

    SessionBook(int mostSessions) {
        this.mostSessions = mostSessions;
    }

    Optional<Session> get(int transactionID) {
        return Optional.ofNullable(byNumber.get(transactionID));
    }

    Optional<Session> openAt(Place place) {
        return Optional.ofNullable(openAt.get(place)).flatMap(session -> get(session.transactionID()));
    }

    /** @return the session that this one takes the place of: most likely over, and nobody told */
    Optional<Session> add(Session session) {
        byNumber.put(session.transactionID(), session);
        makeRoom();
        if (!session.isLive()) {
            return Optional.empty();
        }
        return Optional.ofNullable(openAt.put(session.place(), session)).filter(before -> before != session);
    }

    /** It takes no more readings of its connector, but stays until its last reading is stored. */
    void ended(int transactionID) {
        ended.remove(transactionID);
        ended.add(transactionID);
        if (ended.size() > MOST_ENDED) {
            ended.remove(Objects.requireNonNull(ended.iterator().next()));
        }
        get(transactionID).ifPresent(session -> openAt.remove(session.place(), session));
    }

    boolean hasEnded(int transactionID) {
        return ended.contains(transactionID);
    }

    void keepOnly(Predicate<Place> kept) {
        var others = byNumber.values().stream()
                .filter(session -> !kept.test(session.place()))
                .toList();
        others.forEach(this::remove);
    }

    void remove(Session session) {
        byNumber.remove(session.transactionID(), session);
        openAt.remove(session.place(), session);
    }

    /** A view; not to be changed while it is walked through. */
    Collection<Session> all() {
        return Collections.unmodifiableCollection(byNumber.values());
    }

    /** One that has something on its way stays, so that its state is not read from a row that is about to change. */
    private void makeRoom() {
        if (byNumber.size() > mostSessions) {
            byNumber.values().stream().filter(Session::isIdle).findFirst().ifPresent(this::remove);
        }
    }
}
