package com.flexicharge.transaction.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A transaction just reserved, with what an app needs to open the payment provider's page; empty where none takes part. */
record ReservedView(@JsonUnwrapped TransactionView transaction, String klarnaClientToken, String klarnaSessionID) {
    static ReservedView withoutProvider(TransactionView transaction) {
        return new ReservedView(transaction, "", "");
    }
}
