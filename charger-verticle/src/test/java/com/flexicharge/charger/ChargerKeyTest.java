package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChargerKeyTest {
    @Test
    void sixteenToTwentyCharactersAreTheirBytes() {
        assertThat(ChargerKey.of("0123456789abcdef")).contains(ascii("0123456789abcdef"));
    }

    @Test
    void thirtyTwoToFortyHexDigitsAreTheBytesTheySpell() {
        assertThat(ChargerKey.of("30313233343536373839616263646566")).contains(ascii("0123456789abcdef"));
        assertThat(ChargerKey.of("3031323334353637383961626364656F")).contains(ascii("0123456789abcdeo"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fifteen-chars-x",
                "twentyone-characters-",
                "3031323334353637383961626364656",
                "30313233343536373839616263646566x",
                "åååååååååååååååå"
            })
    void anythingElseIsNone(String text) {
        assertThat(ChargerKey.isOne(text)).isFalse();
    }

    @Test
    void bytesThatAreNoTextAreReadOneACharacter() {
        var sent = "\u00ff\u0080\u0001-and-13-more-bytes".substring(0, 18);

        assertThat(ChargerKey.readings(sent)).anyMatch(bytes -> bytes.length == 18 && bytes[0] == (byte) 0xff);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
