package com.flexicharge.testing.ocpp;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A payload made from a published schema, and what a central system owes it.
 *
 * @param what    changed, like {@code idTag too long}
 * @param pointer the member changed; empty: none
 */
public record SchemaCase(String what, String pointer, JsonNode payload, Verdict verdict) {
    /** OCPP-J 1.6 §4.2.3, as far as a payload can earn them. */
    public enum Verdict {
        ACCEPTED(""),
        FORMATION("FormationViolation"),
        OCCURRENCE("OccurenceConstraintViolation"),
        TYPE("TypeConstraintViolation"),
        PROPERTY("PropertyConstraintViolation");

        private final String code;

        Verdict(String code) {
            this.code = code;
        }

        /** The CALLERROR's code. */
        public String code() {
            return code;
        }
    }
}
