package com.flexicharge.ocpp.message;

/** Why a value was taken (OCPP 1.6 §7.36). */
public enum ReadingContext implements Word {
    @Spelled("Interruption.Begin")
    INTERRUPTION_BEGIN,
    @Spelled("Interruption.End")
    INTERRUPTION_END,
    OTHER,
    @Spelled("Sample.Clock")
    SAMPLE_CLOCK,
    @Spelled("Sample.Periodic")
    SAMPLE_PERIODIC,
    @Spelled("Transaction.Begin")
    TRANSACTION_BEGIN,
    @Spelled("Transaction.End")
    TRANSACTION_END,
    TRIGGER
}
