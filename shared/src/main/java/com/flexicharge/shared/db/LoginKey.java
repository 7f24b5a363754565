package com.flexicharge.shared.db;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Keys made of a login. Slow on purpose, because people choose database passwords (PBKDF2, RFC 8018 §5.2). */
record LoginKey(DatabaseSettings login) {
    private static final int ITERATIONS = 210_000;
    private static final int BITS = 256;

    byte[] derive(String purpose) throws GeneralSecurityException {
        var secret = login.user() + '\0' + login.password();
        var salt = ("flexicharge/" + purpose).getBytes(StandardCharsets.UTF_8);
        var spec = new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } finally {
            spec.clearPassword();
        }
    }
}
