package com.flexicharge.ocpp.frame;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    REGISTER_RESET("registerReset"),
    /** Its compression was left out. */
    NO_DEFLATE("noDeflate"),
    /** It was not pinged. */
    NO_PING("noPing"),
    /** Our CALLs were held back after its boot. */
    SLOW_BOOT("slowBoot"),
    NO_SUBPROTOCOL("noSubprotocol"),

    // What every strict charger may do.
    DATE_WITHOUT_ZONE("dateWithoutZone"),
    CELSIUS("celsius"),
    SUBPROTOCOL_CASE("subprotocolCase"),
    OTHER_SUBPROTOCOLS("otherSubprotocols"),
    ENCODED_IDENTITY("encodedIdentity"),
    /** Its first CALL after it came back was none. */
    BOOT_MISSING("bootMissing"),

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

    private static final Map<String, Deviation> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Deviation::word, Function.identity()));

    private final String word;

    Deviation(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<Deviation> named(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** Whether it is off unless switched on for a charger. */
    public boolean isRule() {
        return compareTo(NO_SUBPROTOCOL) <= 0;
    }

    /** The rules with these words; a word this version does not know says nothing. */
    public static Set<Deviation> rules(Set<String> words) {
        return words.stream()
                .flatMap(word -> named(word).stream())
                .filter(Deviation::isRule)
                .collect(Collectors.toUnmodifiableSet());
    }
}
