package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "abc111", "With space:and.Dots", "åäö", "ccee9a6e-4e4c-4b47-9c2f-1f0b0d5f2c11"})
    void printableCharactersAreFine(String text) {
        assertThat(SerialNumber.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a\nb", "a\u0000b", "1234567890123456789012345678901234567", "\u200e", "\ud800"})
    void slashesControlCharactersAndMoreThan36AreNot(String text) {
        assertThat(SerialNumber.isValid(text)).isFalse();
    }
}
