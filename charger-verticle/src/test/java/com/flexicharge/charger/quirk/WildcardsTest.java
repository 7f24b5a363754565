package com.flexicharge.charger.quirk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ABB, ABB, true",
                "abb, ABB, true",
                "ABB, ABB AG, false",
                "ABB*, abb ag, true",
                "*4, Terra 54, true",
                "T*r*4*, Terra 54, true",
                "a*b*c, axbxbxc, true",
                "a*b*c, axbxb, false",
                "*, anything, true",
                "*, -, true",
                "ABB, -, false",
                "'', ABB, false",
                "1.2.*, 1.20, false",
                "**1*, 1, true",
            })
    void aStarStandsForAnyCharacters(String pattern, String text, boolean matches) {
        assertThat(new Wildcards(pattern).match(text)).isEqualTo(matches);
    }
}
