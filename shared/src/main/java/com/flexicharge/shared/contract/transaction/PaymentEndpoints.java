package com.flexicharge.shared.contract.transaction;

import com.flexicharge.shared.bus.Endpoint;

/** Paying by card. */
public interface PaymentEndpoints {
    /** Asked for a session of the asker's own, right after RESERVE. */
    record GetPaymentSession(int transactionID) {}

    /** What an app needs to open the provider's page; both empty where no provider takes part. */
    record PaymentSession(String clientToken, String sessionID) {}

    Endpoint<GetPaymentSession, PaymentSession> GET_PAYMENT_SESSION =
            Endpoint.of("transaction.getPaymentSession", GetPaymentSession.class, PaymentSession.class);
}
