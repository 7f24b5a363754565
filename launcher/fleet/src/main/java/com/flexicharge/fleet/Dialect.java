package com.flexicharge.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** How a charger writes what it has to say. Two dialects of OCPP 1.6 are spoken: the standard's own and FlexiCharge's. */
interface Dialect {
    String path(String serial);

    /** Whether it says that it has booted each time it connects. */
    boolean bootsOnConnect();

    /** Whether messages keep an id of their own, so that no two answers may have the same. */
    boolean hasIds();

    String id(String action);

    /** As a word of OCPP 1.6 §7.6. */
    String NO_ERROR = "NoError";

    /** Of one that has nothing special about it. */
    Make usualMake();

    String boot(Make make);

    /** @param errorCode a word of OCPP 1.6 §7.6 */
    String status(String word, String errorCode);

    /** A time as this dialect writes it. */
    String time(Instant at);

    String start(Charge charge);

    String reading(Charge charge, Charge.Reading reading);

    /** Whether readings are repeated until they are answered. */
    boolean keepsReadings();

    String stop(Charge charge);

    /** The payload in a CALLRESULT. */
    JsonNode payload(JsonNode result);

    /** A CALLRESULT of the charger's. */
    String result(String id, String action, String payload);

    Dialect STRICT = new StrictDialect();
    Dialect FLEXICHARGE = new FlexiChargeDialect();
}
