package com.flexicharge.shared.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class LoginKeyTest {
    private static LoginKey login(String user, String password) {
        return new LoginKey(new DatabaseSettings("localhost", 5432, "flexicharge", user, password, "disable", 1));
    }

    @Test
    void theSameLoginHasTheSameKeyForTheSamePurpose() throws GeneralSecurityException {
        assertThat(login("flexi", "secret").derive("commands"))
                .hasSize(32)
                .isEqualTo(login("flexi", "secret").derive("commands"));
    }

    @Test
    void anotherPasswordUserOrPurposeIsAnotherKey() throws GeneralSecurityException {
        var key = login("flexi", "secret").derive("commands");

        assertThat(login("flexi", "secret2").derive("commands")).isNotEqualTo(key);
        assertThat(login("flexi2", "secret").derive("commands")).isNotEqualTo(key);
        assertThat(login("flexi", "secret").derive("others")).isNotEqualTo(key);
    }

    @Test
    void aLoginWithoutAPasswordHasAKeyToo() throws GeneralSecurityException {
        assertThat(login("flexi", "").derive("commands")).hasSize(32);
    }
}
