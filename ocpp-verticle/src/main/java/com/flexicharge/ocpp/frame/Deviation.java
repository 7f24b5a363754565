package com.flexicharge.ocpp.frame;

/**
 * A way in which a charger's message differs from OCPP 1.6 and is understood all the same. Every one met is counted per charger and
 * shown in the message log under its word.
 */
public enum Deviation {
    // Tolerances of strict OCPP: off unless switched on for a charger.
    NULL_IS_ABSENT("nullIsAbsent"),
    EXTRA_MEMBERS("extraMembers"),
    LONG_STRINGS("longStrings"),
    NUMBER_AS_TEXT("numberAsText"),
    TEXT_AS_NUMBER("textAsNumber"),
    UNKNOWN_ENUMS("unknownEnums"),
    NUMERIC_MESSAGE_ID("numericMessageId"),
    KWH_AS_WH("kWhAsWh"),

    // What FlexiCharge chargers always do.
    ID_TAG_SPELLING("idTagSpelling"),
    CONNECTOR_ID_TEXT("connectorIdText"),
    CONNECTOR_ID_MISSING("connectorIdMissing"),
    TIMESTAMP_NUMBER("timestampNumber"),
    RESERVATION_ID_TEXT("reservationIdText"),
    TRANSACTION_ID_IGNORED("transactionIdIgnored"),
    EMPTY_ERROR_CODE("emptyErrorCode"),
    OWN_METER_VALUES("ownMeterValues"),
    MEASURAND_SPELLING("measurandSpelling"),
    /** Seen over several messages: the connection counts it. */
    CONSTANT_UID("constantUid"),
    /** One of our own ids came back as the id of a CALL: the connection counts it. */
    REUSED_UID("reusedUid"),
    FOUR_ELEMENT_RESULT("fourElementResult"),
    NULL_MEMBER("nullMember"),
    FLOAT_METER("floatMeter");

    private final String word;

    Deviation(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
