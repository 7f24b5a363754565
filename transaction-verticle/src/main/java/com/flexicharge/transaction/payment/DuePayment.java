package com.flexicharge.transaction.payment;

import java.util.Optional;

/**
 * A payment that something is to be done about.
 *
 * @param authorizationToken there while nobody knows whether the order was made
 * @param orderID            there once it was
 * @param amountOre          held
 * @param attempts           of settling it, with this one
 * @param priceOre           of its session, 0 if that never ran
 * @param paidWith           how the session was paid, if it was
 */
record DuePayment(
        long paymentID,
        int transactionID,
        Optional<String> authorizationToken,
        Optional<String> orderID,
        long amountOre,
        int attempts,
        String place,
        long priceOre,
        Optional<String> paidWith,
        boolean paid) {

    /** What is still to be taken: nothing of a session that was paid in another way meanwhile. */
    long owedOre() {
        return paid && !paidWith.equals(orderID) ? 0 : priceOre;
    }

    /** The same for every attempt, so that the provider knows a repetition. */
    String key() {
        return key(paymentID);
    }

    static String key(long paymentID) {
        return "flexicharge-" + paymentID;
    }

    String reference() {
        return reference(transactionID);
    }

    static String reference(int transactionID) {
        return "flexicharge-" + transactionID;
    }

    String what() {
        return what(place);
    }

    static String what(String place) {
        return "Charging, " + place;
    }
}
