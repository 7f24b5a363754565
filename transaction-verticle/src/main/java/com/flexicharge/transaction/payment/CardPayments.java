package com.flexicharge.transaction.payment;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.PaymentEndpoints.GetPaymentSession;
import com.flexicharge.shared.contract.transaction.PaymentEndpoints.PaymentSession;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.log.About;
import com.flexicharge.transaction.payment.CardRepository.Ordering;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens about paying by card while a person waits. Without a provider all sessions are paid by invoice. */
public final class CardPayments {
    private static final Logger LOG = LoggerFactory.getLogger(CardPayments.class);
    private static final PaymentSession NONE = new PaymentSession("", "");

    /** Below it no provider answers; asking would only cost. */
    private static final Duration LEAST_WAIT = Duration.ofMillis(250);

    private final Optional<PaymentProvider> provider;
    private final CardRepository payments;

    public CardPayments(Optional<PaymentProvider> provider, Database database, Clock clock) {
        this.provider = provider;
        this.payments = new CardRepository(database, clock);
    }

    /**
     * Offers a person to have this amount held. Fails with REJECTED {@code klarnaUnableToCreateSession | klarnaNotAuthorized |
     * klarnaError}. Where nothing is to be held, the session is paid by invoice.
     */
    public Future<Void> open(int transactionID, String place, long amountOre, Duration within) {
        if (provider.isEmpty()) {
            return Future.succeededFuture();
        }
        if (amountOre == 0) {
            return payments.byInvoice(transactionID);
        }
        var longest = within.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : within;
        return provider.get()
                .open(DuePayment.reference(transactionID), DuePayment.what(place), amountOre, longest)
                .recover(failure -> refused(transactionID, failure, "klarnaUnableToCreateSession", "klarnaError"))
                .compose(opened -> payments.opened(transactionID, provider.get().name(), opened, amountOre));
    }

    public Future<PaymentSession> session(GetPaymentSession asked) {
        return provider.isEmpty()
                ? Future.succeededFuture(NONE)
                : payments.session(asked.transactionID()).map(found -> found.orElse(NONE));
    }

    /**
     * Has the amount held before the charger is asked. Without a token the session is paid by invoice. Fails with REJECTED {@code
     * klarnaUnableToCreateOrder | klarnaNotAuthorized | klarnaInvalidDataInRequest}; asked again with the same token, there is one
     * order all the same.
     */
    public Future<Void> authorize(int transactionID, String place, Optional<String> authorizationToken) {
        if (provider.isEmpty()) {
            return Future.succeededFuture();
        }
        return authorizationToken
                .map(token -> payments.ordering(transactionID, token)
                        .compose(found -> found.map(ordering -> order(transactionID, place, ordering))
                                .orElseGet(() -> ordered(transactionID))))
                .orElseGet(() -> payments.withoutAuthorization(transactionID));
    }

    /** There was nothing to order, unless somebody else is about it. */
    private Future<Void> ordered(int transactionID) {
        return payments.isOrdering(transactionID)
                .compose(ordering -> ordering
                        ? Future.failedFuture(Refusal.of(
                                Reason.REJECTED,
                                "klarnaUnableToCreateOrder",
                                "The payment is being ordered by another request. Try again in a moment."))
                        : Future.succeededFuture());
    }

    private Future<Void> order(int transactionID, String place, Ordering ordering) {
        return provider.orElseThrow()
                .order(
                        ordering.authorizationToken(),
                        DuePayment.reference(transactionID),
                        DuePayment.what(place),
                        ordering.amountOre(),
                        DuePayment.key(ordering.paymentID()))
                .compose(
                        orderID -> payments.ordered(ordering.paymentID(), orderID)
                                .onSuccess(stored -> {
                                    if (!stored) {
                                        About.session(LOG.atError(), transactionID)
                                                .log(
                                                        "Order {} of transaction {} was made when its payment was over; cancel it at the"
                                                                + " payment provider",
                                                        orderID,
                                                        transactionID);
                                    }
                                })
                                .<Void>mapEmpty(),
                        failure -> takenBack(ordering, ProviderFailure.of(failure))
                                .compose(back -> refused(
                                        transactionID,
                                        failure,
                                        "klarnaInvalidDataInRequest",
                                        "klarnaUnableToCreateOrder")));
    }

    /** What may have been done stays as it is, and is found out later. */
    private Future<Void> takenBack(Ordering ordering, ProviderFailure failure) {
        return switch (failure.kind()) {
            case REFUSED, NOT_GRANTED, NOT_AUTHORIZED ->
                payments.backToSession(ordering.paymentID(), String.valueOf(failure.getMessage()));
            case UNCLEAR -> payments.release(ordering.paymentID(), String.valueOf(failure.getMessage()));
        };
    }

    private static <T> Future<T> refused(int transactionID, Throwable failure, String whenRefused, String whenUnclear) {
        var known = ProviderFailure.of(failure);
        About.session(LOG.atWarn(), transactionID)
                .log("The payment provider did not do what was asked: {}", known.getMessage());
        var code = switch (known.kind()) {
            case NOT_AUTHORIZED -> "klarnaNotAuthorized";
            case REFUSED, NOT_GRANTED -> whenRefused;
            case UNCLEAR -> whenUnclear;
        };
        return Future.failedFuture(Refusal.of(
                Reason.REJECTED, code, "The payment provider did not do what was asked: " + known.getMessage() + "."));
    }
}
