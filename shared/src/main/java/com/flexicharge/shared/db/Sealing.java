package com.flexicharge.shared.db;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals what must not be readable in a table: AES-256-GCM, the row's id bound in so that one row's secret cannot be put into
 * another. The key comes from the database login, so every process of the module can open it. Usable from any thread.
 */
public final class Sealing {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Supplier<Future<byte[]>> derive;
    private @Nullable Future<byte[]> derived;

    /** @param purpose another one, other keys */
    public Sealing(Database database, String purpose) {
        this.derive = () -> database.loginKey(purpose);
    }

    public Future<Buffer> seal(String rowID, String text) {
        return key("seal")
                .compose(key -> attempt(() -> {
                    var nonce = new byte[NONCE_BYTES];
                    random.nextBytes(nonce);
                    var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, rowID);
                    return Buffer.buffer(nonce).appendBytes(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
                }));
    }

    /** @return fails when it was sealed under another login, or for another row */
    public Future<String> open(String rowID, Buffer sealed) {
        return key("seal")
                .compose(key -> attempt(() -> {
                    var cipher = cipher(Cipher.DECRYPT_MODE, key, sealed.getBytes(0, NONCE_BYTES), rowID);
                    var text = cipher.doFinal(sealed.getBytes(NONCE_BYTES, sealed.length()));
                    return new String(text, StandardCharsets.UTF_8);
                }));
    }

    /** The same for the same text, and of no use to who guesses texts without the key. */
    public Future<Buffer> fingerprint(String text) {
        return key("fingerprint").compose(key -> attempt(() -> Buffer.buffer(mac(key, text))));
    }

    private Future<SecretKeySpec> key(String use) {
        return derived().compose(master -> attempt(() -> new SecretKeySpec(mac(spec(master), use), "AES")));
    }

    /** Once; again only if it failed. */
    private synchronized Future<byte[]> derived() {
        var known = derived;
        if (known == null || known.failed()) {
            known = derive.get();
            derived = known;
        }
        return known;
    }

    private static SecretKeySpec spec(byte[] bytes) {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static byte[] mac(SecretKeySpec key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String rowID)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(rowID.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static <T> Future<T> attempt(Callable<T> work) {
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception failure) {
            return Future.failedFuture(failure);
        }
    }
}
