package com.flexicharge.ocpp.frame;

/**
 * The error codes of OCPP-J 1.6 (§4.2.3), in the order in which a CALL with several faults is answered: the first one counts.
 */
public enum ErrorCode {
    FORMATION_VIOLATION("FormationViolation"),
    PROTOCOL_ERROR("ProtocolError"),
    NOT_IMPLEMENTED("NotImplemented"),
    NOT_SUPPORTED("NotSupported"),
    /** One r only: the specification of 1.6 spells it so, and chargers compare the text. */
    OCCURENCE_CONSTRAINT_VIOLATION("OccurenceConstraintViolation"),
    TYPE_CONSTRAINT_VIOLATION("TypeConstraintViolation"),
    PROPERTY_CONSTRAINT_VIOLATION("PropertyConstraintViolation"),
    SECURITY_ERROR("SecurityError"),
    INTERNAL_ERROR("InternalError"),
    GENERIC_ERROR("GenericError");

    private final String wire;

    ErrorCode(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    /** Whether this one is answered rather than the other, when both apply. */
    public boolean comesBefore(ErrorCode other) {
        return compareTo(other) < 0;
    }
}
