package com.flexicharge.transaction.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.flexicharge.shared.contract.transaction.PaymentEndpoints.PaymentSession;

/** A transaction just reserved, with what an app needs to open the payment provider's page; empty where none takes part. */
record ReservedView(@JsonUnwrapped TransactionView transaction, String klarnaClientToken, String klarnaSessionID) {
    static ReservedView of(TransactionView transaction, PaymentSession payment) {
        return new ReservedView(transaction, payment.clientToken(), payment.sessionID());
    }
}
