package com.flexicharge.transaction.payment;

import io.vertx.core.Future;
import java.time.Duration;

/**
 * Who holds and takes people's money for us. Amounts are öre. All fail with a {@link ProviderFailure} and nothing else; each request has
 * a deadline.
 */
public interface PaymentProvider {
    /** In the database, and what its method of payment is called. */
    String name();

    /**
     * Something to buy, in which a person may authorize that its price is held.
     *
     * @param reference ours; the provider shows it with everything that comes of it
     */
    Future<Opened> open(String reference, String what, long amountOre, Duration within);

    /** @param clientToken opens the provider's page in an app */
    record Opened(String sessionID, String clientToken) {}

    /**
     * Has the amount held that a person authorized.
     *
     * @param key the same one makes no second order
     * @return the order's id; fails REFUSED also when the provider sees fraud
     */
    Future<String> order(String authorizationToken, String reference, String what, long amountOre, String key);

    Future<Order> get(String orderID);

    /** @param isOver cancelled or expired: nothing can be taken any more */
    record Order(long amountOre, long capturedOre, boolean isOver) {}

    Future<Void> changeAmount(String orderID, String what, long amountOre);

    /** @param key the same one takes nothing twice */
    Future<Void> capture(String orderID, long amountOre, String key);

    /** Lets go of what is held and was not taken. */
    Future<Void> cancel(String orderID);
}
