package com.flexicharge.transaction.payment;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.log.About;
import com.flexicharge.transaction.payment.PaymentProvider.Order;
import com.flexicharge.transaction.payment.ProviderFailure.Kind;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what is held into money when sessions are over, found by their rows, so that nothing that happens in between is forgotten. An order
 * is read before anything is done about it: what was taken by an attempt whose answer was lost is seen there, and not taken again.
 */
public final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int DOUBLINGS = 14;

    private final Optional<PaymentProvider> provider;
    private final CardRepository payments;

    public Settlement(Optional<PaymentProvider> provider, Database database, Clock clock) {
        this.provider = provider;
        this.payments = new CardRepository(database, clock);
    }

    /** Settles what is due, until nothing is. */
    public Future<Void> sweep() {
        return provider.map(this::sweep).orElseGet(Future::succeededFuture);
    }

    private Future<Void> sweep(PaymentProvider with) {
        return payments.lease()
                .compose(due -> due.isEmpty()
                        ? Future.succeededFuture()
                        : Future.join(due.stream()
                                        .map(payment -> settle(with, payment))
                                        .toList())
                                .compose(settled -> sweep(with)));
    }

    private Future<Void> settle(PaymentProvider with, DuePayment due) {
        return due.orderID()
                .map(orderID -> with.get(orderID).compose(order -> settle(with, due, orderID, order)))
                .orElseGet(() -> findOut(with, due))
                .recover(failure -> later(due, failure));
    }

    private Future<Void> settle(PaymentProvider with, DuePayment due, String orderID, Order order) {
        long owedOre = due.owedOre();
        if (order.capturedOre() > 0) {
            return payments.captured(due, order.capturedOre());
        }
        if (owedOre == 0) {
            return letGo(with, orderID, order).compose(gone -> payments.cancelled(due));
        }
        if (order.isOver()) {
            return payments.failed(due, "the order is cancelled or has expired");
        }
        return fit(with, due, orderID, order)
                .compose(fits -> fits
                        ? with.capture(orderID, owedOre, due.key()).compose(taken -> payments.captured(due, owedOre))
                        : letGo(with, orderID, order)
                                .compose(gone -> payments.failed(due, "more than was held is not granted")));
    }

    private static Future<Void> letGo(PaymentProvider with, String orderID, Order order) {
        return order.isOver() ? Future.succeededFuture() : with.cancel(orderID);
    }

    /** Less than what is held can be taken anyway. More must be granted, and all of it: a session is not paid in two ways. */
    private static Future<Boolean> fit(PaymentProvider with, DuePayment due, String orderID, Order order) {
        if (order.amountOre() == due.owedOre()) {
            return Future.succeededFuture(true);
        }
        return with.changeAmount(orderID, due.what(), due.owedOre())
                .map(true)
                .recover(failure -> ProviderFailure.of(failure).kind() == Kind.NOT_GRANTED
                        ? Future.succeededFuture(due.owedOre() < order.amountOre())
                        : Future.failedFuture(failure));
    }

    /** Asked for again alike, the order is the one that may have been made. */
    private Future<Void> findOut(PaymentProvider with, DuePayment due) {
        return with.order(
                        due.authorizationToken().orElseThrow(), due.reference(), due.what(), due.amountOre(), due.key())
                .compose(
                        orderID -> payments.ordered(due.paymentID(), orderID).mapEmpty(),
                        failure -> switch (ProviderFailure.of(failure).kind()) {
                            case REFUSED, NOT_GRANTED -> unknown(due);
                            case NOT_AUTHORIZED, UNCLEAR -> Future.failedFuture(failure);
                        });
    }

    private Future<Void> unknown(DuePayment due) {
        About.session(LOG.atError(), due.transactionID())
                .log(
                        "Whether an order was made for transaction {} cannot be found out. Look for {} at the payment provider and cancel it"
                                + " there; the session is paid by invoice.",
                        due.transactionID(),
                        due.reference());
        return payments.failed(due, "whether an order was made is not known");
    }

    private Future<Void> later(DuePayment due, Throwable failure) {
        if (!(failure instanceof ProviderFailure)) {
            // our own database: the lease runs out by itself
            return Future.failedFuture(failure);
        }
        var pause = pause(due.attempts());
        About.session(LOG.atWarn(), due.transactionID())
                .log(
                        "The payment of transaction {} is not settled, attempt {}; again in {} s: {}",
                        due.transactionID(),
                        due.attempts(),
                        pause.toSeconds(),
                        failure.getMessage());
        return payments.later(due, pause, String.valueOf(failure.getMessage()));
    }

    /** Doubled each time up to a day, and a fifth more or less, so that many that failed together do not come back together. */
    private static Duration pause(int attempts) {
        var doubled = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
        var pause = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        return pause.multipliedBy(ThreadLocalRandom.current().nextInt(80, 121)).dividedBy(100);
    }
}
