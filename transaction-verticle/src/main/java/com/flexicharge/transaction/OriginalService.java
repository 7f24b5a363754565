package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.Site;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.AddTransaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetTransaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetTransactionsForCharger;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetTransactionsForUser;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.TransactionAdded;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.UpdateTransactionMeter;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.UpdateTransactionPayment;
import com.flexicharge.shared.contract.transaction.UserSessions.Filter;
import com.flexicharge.shared.contract.transaction.UserSessions.Transactions;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The six functions the first FlexiCharge backend had on its transaction table. They work on our books alone: the charger is
 * not asked.
 */
final class OriginalService {
    private static final int LONGEST_PAYMENT_ID = 255;

    private final Registry registry;
    private final TagRepository tags;
    private final ReservationRepository reservations;
    private final SessionRepository sessions;
    private final SearchRepository search;
    private final PaymentRepository payments;
    private final Announcer announcer;
    private final Presenter presenter;
    private final TransactionConfig config;
    private final Clock clock;

    OriginalService(
            Registry registry,
            TagRepository tags,
            ReservationRepository reservations,
            SessionRepository sessions,
            SearchRepository search,
            PaymentRepository payments,
            Announcer announcer,
            Presenter presenter,
            TransactionConfig config,
            Clock clock) {
        this.registry = registry;
        this.tags = tags;
        this.reservations = reservations;
        this.sessions = sessions;
        this.search = search;
        this.payments = payments;
        this.announcer = announcer;
        this.presenter = presenter;
        this.config = config;
        this.clock = clock;
    }

    Future<TransactionAdded> add(AddTransaction asked) {
        check(asked);
        return registry.site(asked.connectorID())
                .compose(site -> tags.ofAccount(asked.userID()).map(tag -> wanted(asked, site, tag)))
                .compose(wanted ->
                        asked.meterStart() == null ? reservations.reserve(wanted) : begin(wanted, asked.meterStart()))
                .map(session -> new TransactionAdded(session.transactionID()));
    }

    /** Asked again it answers with the session that runs already. */
    private Future<Session> begin(Reservation wanted, long meterStart) {
        return running(wanted, meterStart)
                .compose(found -> found.isEmpty()
                        ? reservations.begin(wanted, meterStart).onSuccess(announcer::started)
                        : Future.succeededFuture(found.get(0)));
    }

    private Future<List<Session>> running(Reservation wanted, long meterStart) {
        return sessions.openOnCharger(wanted.connectorID())
                .map(open -> open.stream()
                        .filter(session -> wanted.userID().equals(session.userID()))
                        .filter(session -> session.begun()
                                .filter(begin -> begin.meterStart() == meterStart)
                                .isPresent())
                        .toList());
    }

    private Reservation wanted(AddTransaction asked, Site site, AccountTag tag) {
        var protocol = site.charger().protocol();
        return new Reservation(
                asked.userID(),
                tag.idTag(),
                asked.connectorID(),
                1,
                new Spot(Place.of(site), site.chargePoint().ownPriceOre()),
                protocol == null ? null : protocol.word(),
                null,
                clock.instant().plus(config.hold()));
    }

    private static void check(AddTransaction asked) {
        var faults = new ArrayList<Refusal.Fault>();
        if (asked.userID().isBlank() || asked.userID().length() > 64) {
            faults.add(new Refusal.Fault("/userID", "invalidUserID"));
        }
        if (asked.connectorID() < 1) {
            faults.add(new Refusal.Fault("/connectorID", "invalidConnectorID"));
        }
        if (asked.meterStart() != null && asked.meterStart() < 0) {
            faults.add(new Refusal.Fault("/meterStart", "invalidMeterValue"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(
                    "A transaction needs a userID of 1 to 64 characters, a charger's number and a meter value from 0 up.",
                    faults);
        }
    }

    Future<Transaction> get(GetTransaction asked) {
        return valid(asked.transactionID()).compose(sessions::get).compose(presenter::show);
    }

    Future<Transactions> forUser(GetTransactionsForUser asked) {
        var filter = new Filter(null, null, null, null, asked.userID(), null, null, null, null, null, null, null);
        return search.search(filter, asked.page(), asked.userID().equals(SelfTest.USER_ID))
                .compose(presenter::show)
                .map(Transactions::new);
    }

    Future<Transactions> forCharger(GetTransactionsForCharger asked) {
        var filter = new Filter(null, asked.connectorID(), null, null, null, null, null, null, null, null, null, null);
        return search.search(filter, asked.page(), false)
                .compose(presenter::show)
                .map(Transactions::new);
    }

    Future<Transaction> pay(UpdateTransactionPayment asked) {
        var paymentID = asked.paymentID();
        if (paymentID.isBlank() || paymentID.length() > LONGEST_PAYMENT_ID || paymentID.indexOf('\0') >= 0) {
            throw Refusal.invalid(
                    "A paymentID has 1 to 255 characters.",
                    List.of(new Refusal.Fault("/paymentID", "invalidPaymentID")));
        }
        return payments.payment(asked.transactionID(), paymentID, asked.isPaid())
                .compose(paid ->
                        paid.map(presenter::show).orElseGet(() -> Future.failedFuture(SessionRepository.notFound())));
    }

    Future<Transaction> meter(UpdateTransactionMeter asked) {
        return sessions.get(asked.transactionID()).compose(session -> {
            if (!session.state().isOpen()) {
                return Future.failedFuture(notRunning());
            }
            var figures = Figures.booked(session, asked.meterValue());
            if (figures.suspect() || isBelowStart(session, asked.meterValue())) {
                return Future.failedFuture(Refusal.invalid(
                        "The meter value is below the one at the start, or implausible.",
                        List.of(new Refusal.Fault("/meterValue", "invalidMeterValue"))));
            }
            return payments.energy(asked.transactionID(), figures.energyWh())
                    .compose(
                            changed -> changed.map(presenter::show).orElseGet(() -> Future.failedFuture(notRunning())));
        });
    }

    /** Here the value is the meter's total, also of a FlexiCharge charger, whose own word may count from zero. */
    private static boolean isBelowStart(Session session, long meterValue) {
        return session.begun().filter(begin -> meterValue < begin.meterStart()).isPresent();
    }

    private static Future<Integer> valid(int transactionID) {
        return transactionID > 0
                ? Future.succeededFuture(transactionID)
                : Future.failedFuture(Refusal.invalid(
                        "A transactionID is a number from 1 up.",
                        List.of(new Refusal.Fault("/transactionID", "invalidTransactionId"))));
    }

    private static Refusal notRunning() {
        return Refusal.of(Reason.CONFLICT, "conflict", "The transaction does not run.");
    }
}
