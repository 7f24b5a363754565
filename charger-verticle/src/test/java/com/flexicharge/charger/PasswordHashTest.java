package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private static final byte[] PASSWORD = "correct-horse-batter".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "correct-horse-battes".getBytes(StandardCharsets.UTF_8);

    @Test
    void theRightPasswordMatchesAndAnotherDoesNot() {
        var stored = PasswordHash.of(PASSWORD);

        assertThat(PasswordHash.matches(PASSWORD, stored)).isTrue();
        assertThat(PasswordHash.matches(OTHER, stored)).isFalse();
    }

    @Test
    void twoChargersWithOnePasswordAreStoredDifferently() {
        assertThat(PasswordHash.of(PASSWORD)).isNotEqualTo(PasswordHash.of(PASSWORD));
    }

    @Test
    void whatIsStoredSaysHowItWasMadeAndNotThePassword() {
        assertThat(PasswordHash.of(PASSWORD)).startsWith("pbkdf2-sha256$20000$").doesNotContain("correct");
    }

    @Test
    void aHashOfAnotherKindIsADefectAndNotAWrongPassword() {
        assertThatThrownBy(() -> PasswordHash.matches(PASSWORD, "md5$abc")).isInstanceOf(IllegalStateException.class);
    }
}
