package com.flexicharge.charger;

/** What a socket proved of who it is. */
record Proof(int securityProfile, By by) {
    enum By {
        NOTHING,
        PASSWORD,
        /** The one before the charger's latest. */
        PREVIOUS_PASSWORD,
        CERTIFICATE
    }
}
