package com.flexicharge.shared.contract.transaction;

import java.util.Arrays;
import java.util.Optional;

/** Why a session is not quite believed. None of them changes what its user pays. */
public enum SuspectReason {
    /** Its charger booted, and no stop was seen. */
    BOOT("boot"),
    /** Its connector is Available, and no stop was seen. */
    AVAILABLE("available"),
    /** Its charger has not been heard of for a day. */
    CHARGER_AWAY("chargerAway"),
    /** The registry knows its charger no more. */
    CHARGER_REMOVED("chargerRemoved"),
    /** Readings came, and then none for six hours, although its charger was connected and did not say that the car pauses. */
    NO_READINGS("noReadings"),
    /** It began thirty days ago, and no reading came for a day. */
    TOO_LONG("tooLong"),
    /** Its meter fell or jumped: the highest plausible energy counts. */
    METER("meter"),
    /** It is over, and its charger's clock cannot be believed: the times are those of receipt. */
    CLOCK("clock");

    private final String word;

    SuspectReason(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<SuspectReason> ofWord(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word.equals(word))
                .findFirst();
    }
}
