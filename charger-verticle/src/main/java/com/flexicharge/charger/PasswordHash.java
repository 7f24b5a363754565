package com.flexicharge.charger;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * How a charger's password is stored: {@code pbkdf2-sha256$<iterations>$<salt>$<hash>}, Base64, made by the JDK. Slow on purpose:
 * for a worker thread only.
 *
 * <p>20,000 iterations are some 10 ms. People's passwords want more; these have 16 bytes at least, and a fleet of 10,000 that
 * comes back after a restart must be let in within minutes: 10,000 × 10 ms = 100 s of one core. The count is stored with each
 * hash, so another one holds for passwords set from then on.
 */
final class PasswordHash {
    private static final String SCHEME = "pbkdf2-sha256";
    private static final int ITERATIONS = 20_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordHash() {}

    static String of(byte[] password) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        var encoder = Base64.getEncoder().withoutPadding();
        return String.join(
                "$",
                SCHEME,
                Integer.toString(ITERATIONS),
                encoder.encodeToString(salt),
                encoder.encodeToString(derive(password, salt, ITERATIONS)));
    }

    /** In constant time as to the password's content. */
    static boolean matches(byte[] password, String stored) {
        var parts = stored.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalStateException("A stored password hash is of a kind this version does not know");
        }
        var salt = Base64.getDecoder().decode(parts[2]);
        var expected = Base64.getDecoder().decode(parts[3]);
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[1])));
    }

    /** PBKDF2 of the JDK takes characters: the hex form is one character sequence for each byte sequence. */
    private static byte[] derive(byte[] password, byte[] salt, int iterations) {
        var spec = new PBEKeySpec(HexFormat.of().formatHex(password).toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java since 8 has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
