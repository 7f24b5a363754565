package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.Site;
import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import com.flexicharge.shared.contract.charger.Holds.PlaceHold;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.ClearReservation;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.ReservationCleared;
import com.flexicharge.shared.contract.transaction.UserSessions.PaymentMethod;
import com.flexicharge.shared.contract.transaction.UserSessions.Reserve;
import com.flexicharge.transaction.payment.CardPayments;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A person takes a charger: the row first, then the hold, which the charger itself has to agree to. */
final class ReserveService {
    private final Bus bus;
    private final Registry registry;
    private final TagRepository tags;
    private final ReservationRepository reservations;
    private final JourneyRepository journeys;
    private final SessionRepository sessions;
    private final CardPayments cards;
    private final Announcer announcer;
    private final Presenter presenter;
    private final TransactionConfig config;
    private final Clock clock;

    ReserveService(
            Bus bus,
            Registry registry,
            TagRepository tags,
            ReservationRepository reservations,
            JourneyRepository journeys,
            SessionRepository sessions,
            CardPayments cards,
            Announcer announcer,
            Presenter presenter,
            TransactionConfig config,
            Clock clock) {
        this.bus = bus;
        this.registry = registry;
        this.tags = tags;
        this.reservations = reservations;
        this.journeys = journeys;
        this.sessions = sessions;
        this.cards = cards;
        this.announcer = announcer;
        this.presenter = presenter;
        this.config = config;
        this.clock = clock;
    }

    /** Repeated by the same user while the row is reserved: the same row, and the charger is not asked again. */
    Future<Transaction> reserve(Reserve asked) {
        var budget = new Budget(config.remoteWaitMillis());
        return registry.site(asked.connectorID())
                .compose(site -> usable(site, asked.caller(), asked.connector()))
                .compose(site -> tags.ofAccount(asked.caller().userID())
                        .compose(tag -> reservations
                                .reserve(wanted(asked, site, tag))
                                .compose(session -> session.hold().reservationID() != null
                                        ? Future.succeededFuture(session)
                                        : holdAndOffer(asked, site, session, tag, budget))))
                .compose(presenter::show);
    }

    /** For a reservation without a session: the person's tag, unless the connector is in use. */
    Future<ReservationCleared> clear(ClearReservation asked) {
        return reservations
                .mustBeFree(asked.userID(), asked.connectorID(), asked.connector())
                .compose(free -> tags.ofAccount(asked.userID()))
                .map(tag -> new ReservationCleared(tag.idTag(), tag.parentIdTag()));
    }

    private static Future<Site> usable(Site site, Caller caller, int connector) {
        var charger = site.charger();
        var isHidden = charger.hidden() && !SelfTest.isSelfTest(caller);
        // Connector 1 is there before its first StatusNotification; 0 is the charger itself.
        var hasConnector = connector == 1
                || (connector > 0 && charger.connectors().stream().anyMatch(known -> known.connector() == connector));
        var isAccepted = charger.registration() == Registration.ACCEPTED;
        return isHidden || !isAccepted || !hasConnector
                ? Future.failedFuture(Registry.noSuchCharger(charger.connectorID()))
                : Future.succeededFuture(site);
    }

    private Reservation wanted(Reserve asked, Site site, AccountTag tag) {
        Protocol protocol = site.charger().protocol();
        return new Reservation(
                asked.caller().userID(),
                tag.idTag(),
                asked.connectorID(),
                asked.connector(),
                new Spot(Place.of(site), site.chargePoint().ownPriceOre()),
                protocol == null ? null : protocol.word(),
                asked.paymentMethod().name().toLowerCase(Locale.ROOT),
                clock.instant().plus(config.hold()));
    }

    /** Side by side, because a person waits for both. If one of them fails there is neither. */
    private Future<Session> holdAndOffer(Reserve asked, Site site, Session session, AccountTag tag, Budget budget) {
        var hold = placeHold(session, tag, budget);
        if (asked.paymentMethod() != PaymentMethod.KLARNA) {
            return hold;
        }
        var point = site.chargePoint();
        var offer = cards.open(
                session.transactionID(),
                point.name(),
                point.klarnaReservationAmountOre(),
                Duration.ofMillis(budget.leftMillis()));
        return Future.join(hold, offer)
                .transform(both -> hold.failed() || offer.succeeded() ? hold : released(session, offer.cause()));
    }

    private Future<Session> released(Session session, Throwable why) {
        registry.endHoldOf(session.transactionID(), HoldEnd.CANCELLED);
        return journeys.failUnpaid(session.transactionID())
                .onSuccess(failed -> failed.ifPresent(announcer::changed))
                .transform(failed -> Future.failedFuture(why));
    }

    private Future<Session> placeHold(Session session, AccountTag tag, Budget budget) {
        var until = session.hold().until();
        Instant expiryAt = until == null ? clock.instant().plus(config.hold()) : until;
        var hold = new PlaceHold(
                session.connectorID(),
                session.connector(),
                String.valueOf(session.userID()),
                tag.idTag(),
                tag.parentIdTag(),
                expiryAt,
                session.transactionID(),
                budget.leftMillis());
        return bus.ask(ChargerEndpoints.PLACE_HOLD, hold)
                .compose(held -> placed(session, held.reservationID()), failure -> refused(session, failure));
    }

    private Future<Session> placed(Session session, int reservationID) {
        return journeys.held(session.transactionID(), reservationID).compose(held -> {
            if (held.isPresent()) {
                return Future.succeededFuture(held.get());
            }
            registry.endHold(reservationID, HoldEnd.CANCELLED, session.transactionID());
            return Future.failedFuture(RemoteRefusals.RESERVE.because(Reason.CONFLICT, "it was given up meanwhile."));
        });
    }

    /** The same request twice at once may have got the hold in the other one: then that is the answer. */
    private Future<Session> refused(Session session, Throwable failure) {
        return journeys.fail(session.transactionID()).compose(failed -> {
            if (failed.isEmpty()) {
                return sessions.get(session.transactionID())
                        .compose(now -> now.hold().reservationID() != null
                                        && now.state().isWaiting()
                                ? Future.succeededFuture(now)
                                : Future.failedFuture(asToldTo(session, failure)));
            }
            registry.endHoldOf(session.transactionID(), HoldEnd.CANCELLED);
            announcer.changed(failed.get());
            return Future.failedFuture(asToldTo(session, failure));
        });
    }

    private static Throwable asToldTo(Session session, Throwable failure) {
        return failure instanceof Refusal refusal && refusal.reason() == Reason.NOT_FOUND
                ? Registry.noSuchCharger(session.connectorID())
                : RemoteRefusals.RESERVE.of(failure);
    }
}
