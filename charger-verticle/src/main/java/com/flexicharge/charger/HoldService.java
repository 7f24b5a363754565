package com.flexicharge.charger;

import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Holds.EndHold;
import com.flexicharge.shared.contract.charger.Holds.EndHoldOf;
import com.flexicharge.shared.contract.charger.Holds.Held;
import com.flexicharge.shared.contract.charger.Holds.PlaceHold;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Users' holds on connectors. The books come first, under a unique key, so that two users cannot hold one connector whatever the
 * charger says; then the charger is asked; then its answer is written down.
 *
 * <p>Lives on the verticle's event loop.
 */
final class HoldService {
    private static final String CODE = "couldNotReserveCharger";

    /** Each waits for its charger 60 s at most; beyond so many at once, new ones are refused. About 1 KB each. */
    private static final int MAX_UNDER_WAY = 10_000;

    private final HoldRepository repository;
    private final ReserveNowAsker chargers;
    private final Clock clock;
    private final Map<Integer, Future<Held>> underWay = new HashMap<>();

    HoldService(HoldRepository repository, ReserveNowAsker chargers, Clock clock) {
        this.repository = repository;
        this.chargers = chargers;
        this.clock = clock;
    }

    /** Whoever asks again while the charger is still being asked waits for the same answer. */
    Future<Held> place(PlaceHold wanted) {
        @Nullable Integer session = wanted.transactionID();
        return session == null ? placeNow(wanted) : placeOnce(wanted, session);
    }

    private Future<Held> placeOnce(PlaceHold wanted, Integer session) {
        @Nullable Future<Held> running = underWay.get(session);
        if (running != null) {
            return running;
        }
        if (underWay.size() >= MAX_UNDER_WAY) {
            return Future.failedFuture(refusal(Reason.BUSY));
        }
        var placing = placeNow(wanted);
        underWay.put(session, placing);
        return placing.onComplete(done -> underWay.remove(session));
    }

    /** A person who asks twice at once has the charger asked twice for one and the same reservation, which changes nothing. */
    private Future<Held> placeNow(PlaceHold wanted) {
        return repository
                .place(wanted.connectorID(), wanted.connector())
                .compose(place -> place.map(known -> hold(wanted, known))
                        .orElseGet(
                                () -> Future.failedFuture(noSuchConnector(wanted.connectorID(), wanted.connector()))));
    }

    Future<Done> end(EndHold ask) {
        return repository
                .end(ask.reservationID(), ask.end(), ask.transactionID(), clock.instant())
                .map(Done.DONE);
    }

    Future<Done> endOf(EndHoldOf ask) {
        return repository
                .endOfSession(ask.transactionID(), ask.end(), clock.instant())
                .map(Done.DONE);
    }

    /** Holds whose time is over, also those whose charger was never heard of again. */
    Future<Void> expire() {
        return repository.expire(clock.instant());
    }

    private Future<Held> hold(PlaceHold wanted, Hold.Place place) {
        return repository.request(wanted, clock.instant()).compose(found -> {
            if (found.isEmpty()) {
                return Future.failedFuture(refusal(Reason.CONFLICT));
            }
            var hold = found.orElseThrow();
            if (hold.state() == Hold.State.REQUESTED) {
                return askCharger(wanted, place, hold);
            }
            return hold.ofPerson() && wanted.transactionID() != null ? takeOver(wanted, place, hold) : answer(hold);
        });
    }

    /** The charger keeps the connector for this person already; for how long at least is in its hands only. */
    private Future<Held> takeOver(PlaceHold wanted, Hold.Place place, Hold reserved) {
        if (!place.connected()) {
            return Future.failedFuture(refusal(Reason.OFFLINE));
        }
        return reserved.expiryAt().isBefore(wanted.expiryAt()) ? prolong(wanted, place, reserved) : answer(reserved);
    }

    /** A charger that does not agree keeps what it has, and so do we. */
    private Future<Held> prolong(PlaceHold wanted, Hold.Place place, Hold reserved) {
        return chargers.ask(wanted, wanted.expiryAt(), place, reserved.reservationID())
                .compose(said -> said.refusedAs() == null
                        ? repository.prolong(reserved.reservationID(), wanted.expiryAt(), clock.instant())
                        : Future.succeededFuture())
                .compose(done -> answer(reserved));
    }

    private Future<Held> askCharger(PlaceHold wanted, Hold.Place place, Hold hold) {
        return chargers.ask(wanted, hold.expiryAt(), place, hold.reservationID())
                .compose(said -> remember(wanted, place, said)
                        .compose(kept -> repository.conclude(hold.reservationID(), said.refusedAs(), clock.instant())))
                .compose(HoldService::answer);
    }

    private Future<Void> remember(PlaceHold wanted, Hold.Place place, ReserveNowAsker.Said said) {
        return said.cannotReserve()
                ? repository.rememberNoReserveNow(wanted.connectorID(), place.epoch())
                : Future.succeededFuture();
    }

    private static Future<Held> answer(Hold hold) {
        return switch (hold.state()) {
            case ACCEPTED, USED -> Future.succeededFuture(new Held(hold.reservationID()));
            case REJECTED -> Future.failedFuture(refusal(Objects.requireNonNull(hold.rejectedAs())));
            case REQUESTED, CANCELLED, EXPIRED -> Future.failedFuture(refusal(Reason.CONFLICT));
        };
    }

    private static Refusal refusal(Reason reason) {
        return Refusal.of(
                reason,
                CODE,
                switch (reason) {
                    case CONFLICT -> "The charger is taken just now.";
                    case OFFLINE -> "The charger is not connected just now.";
                    case TIMED_OUT -> "The charger did not answer in time.";
                    case BUSY, UNAVAILABLE -> "The charger cannot be asked just now; try again shortly.";
                    case INVALID, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, REJECTED, INTERNAL ->
                        "The charger refused the reservation.";
                });
    }

    static Refusal noSuchConnector(int connectorID, int connector) {
        return Refusal.of(
                Reason.NOT_FOUND,
                "dbForeignKeyConstraintError",
                "There is no connector " + connector + " at a charger " + connectorID + ".");
    }
}
