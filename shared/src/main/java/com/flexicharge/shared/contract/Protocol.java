package com.flexicharge.shared.contract;

/** What a charger speaks; chosen by the path it connects on. */
public enum Protocol {
    /** Sessions are matched by connection: one connector a charger, its ids mean nothing. */
    FLEXICHARGE("flexicharge"),
    /** Sessions are matched by transaction id, connector and id tag. */
    OCPP_16("ocpp1.6");

    private final String word;

    Protocol(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Protocol ofWord(String word) {
        for (Protocol protocol : values()) {
            if (protocol.word.equals(word)) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("No protocol is called " + word);
    }
}
