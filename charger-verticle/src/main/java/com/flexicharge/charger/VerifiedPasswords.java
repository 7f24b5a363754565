package com.flexicharge.charger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that were verified against a stored hash, so that a fleet which reconnects is not hashed slowly again. Kept is an HMAC of
 * both under a key that only this process knows; a changed password has another stored hash, so its entry is never met again.
 *
 * <p>Holds 20,000, about 20,000 × 200 bytes = 4 MB; beyond it the one not used for longest goes. Lives on the verticle's event
 * loop.
 */
final class VerifiedPasswords {
    private static final int CAPACITY = 20_000;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final Map<String, Boolean> verified = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > CAPACITY;
        }
    };

    VerifiedPasswords() {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, HMAC);
    }

    boolean contains(String storedHash, byte[] password) {
        return verified.getOrDefault(entry(storedHash, password), false);
    }

    void add(String storedHash, byte[] password) {
        verified.put(entry(storedHash, password), true);
    }

    private String entry(String storedHash, byte[] password) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(storedHash.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            return Base64.getEncoder().encodeToString(mac.doFinal(password));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HMAC, e);
        }
    }
}
