package com.flexicharge.ocpp.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void aDescriptionIsCutAt255CharactersButNeverThroughOne() {
        assertThat(describe("x".repeat(255))).hasSize(255);
        assertThat(describe("x".repeat(256))).hasSize(255);
        assertThat(describe("x".repeat(254) + "🔌")).isEqualTo("x".repeat(254));
    }

    private static String describe(String description) {
        return Fault.of(ErrorCode.GENERIC_ERROR, description).description();
    }

    @Test
    void occurenceIsSpelledAsInTheSpecification() {
        assertThat(ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION.wire()).isEqualTo("OccurenceConstraintViolation");
    }
}
