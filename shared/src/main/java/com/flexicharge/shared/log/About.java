package com.flexicharge.shared.log;

import org.slf4j.spi.LoggingEventBuilder;

/**
 * Whom a log line is about, as fields of the JSON log. The text log leaves them out, so the words of a line name the charger or the
 * session too. Not kept in the thread's context: the work of one charger goes on in many turns of an event loop, and between them
 * are those of others.
 */
public final class About {
    /** Text always, be it a name or a public number: an index of logs wants one type a field. */
    public static final String CHARGER = "charger";

    public static final String CONNECTOR_ID = "connectorID";
    public static final String SESSION = "session";
    public static final String REQUEST = "request";

    private About() {}

    /** A charger by the name it comes with. */
    public static LoggingEventBuilder charger(LoggingEventBuilder line, String serialNumber) {
        return line.addKeyValue(CHARGER, serialNumber);
    }

    /** A charger by its public number, where its name is not at hand. */
    public static LoggingEventBuilder charger(LoggingEventBuilder line, int connectorID) {
        return charger(line, connectorID, String.valueOf(connectorID));
    }

    public static LoggingEventBuilder charger(LoggingEventBuilder line, int connectorID, String serialNumber) {
        return line.addKeyValue(CHARGER, serialNumber).addKeyValue(CONNECTOR_ID, connectorID);
    }

    public static LoggingEventBuilder session(LoggingEventBuilder line, int transactionID) {
        return line.addKeyValue(SESSION, transactionID);
    }
}
