package com.flexicharge.ocpp.socket;

/** Why a charger's socket ended, and the code we close it with when it is we who do. */
enum CloseCause {
    CLOSED_BY_CHARGER("closedByCharger", 1000),
    /** The connection broke without a word. */
    CONNECTION_LOST("connectionLost", 1006),
    IDLE("idle", 1001),
    /** Another socket of the same charger owns it now. */
    REPLACED("replaced", 4001),
    /** The charger was removed from the registry. */
    REMOVED("removed", 1008),
    DRAINED("drained", 1001),
    BINARY_FRAME("binaryFrame", 1003),
    NOT_UTF8("notUtf8", 1007),
    FRAME_TOO_BIG("frameTooBig", 1009),
    PROTOCOL_ERROR("protocolError", 1002);

    private final String word;
    private final short code;

    CloseCause(String word, int code) {
        this.word = word;
        this.code = (short) code;
    }

    String word() {
        return word;
    }

    short code() {
        return code;
    }
}
