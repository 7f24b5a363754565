package com.flexicharge.ocpp.socket;

/** Why a charger's socket ended, and the code we close it with when it is we who do. */
enum CloseCause {
    CLOSED_BY_CHARGER("closedByCharger", 1000),
    /** The connection ended without a word. */
    CONNECTION_LOST("connectionLost", 1006),
    /** The network said that nobody is there. */
    CONNECTION_RESET("connectionReset", 1006),
    IDLE("idle", 1001),
    /** It was silent, and did not take what it was sent. */
    SEND_BUFFER_STUCK("sendBufferStuck", 1001),
    /** Another socket of the same charger owns it now; who was on this one is not known. */
    REPLACED("replaced", 4001),
    /** Another socket owns the charger, and nobody was on this one any more. */
    REPLACED_HALF_OPEN("replacedHalfOpen", 4001),
    /** Another socket owns the charger, and somebody was still on this one: perhaps a second device with this identity. */
    REPLACED_ALIVE("replacedAlive", 4001),
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

    /** As the charger is told it. */
    String reason() {
        return isReplaced() ? REPLACED.word : word;
    }

    boolean isReplaced() {
        return this == REPLACED || this == REPLACED_HALF_OPEN || this == REPLACED_ALIVE;
    }

    short code() {
        return code;
    }
}
