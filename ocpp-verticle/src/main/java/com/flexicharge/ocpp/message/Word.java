package com.flexicharge.ocpp.message;

/** A word of a closed set of OCPP, spelled on the wire as {@link Words} derives from the constant or {@link Spelled} says. */
public interface Word {
    /** The constant's name; every enum has it. */
    String name();

    default String wire() {
        return Words.wire((Enum<?>) this);
    }
}
