package com.flexicharge.launcher.server;

import com.flexicharge.launcher.StartException;
import com.flexicharge.shared.config.TlsConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509KeyManager;

/** The server's certificate chain and its key, as the files hold them at one moment. */
record ServerCertificate(Buffer chain, Buffer key) {
    /** What a key signs so that the certificate can tell whether it is its own. */
    private static final byte[] PROBE = "does this key belong to this certificate?".getBytes(StandardCharsets.UTF_8);

    /** Reads files: not on an event loop. */
    static ServerCertificate read(TlsConfig config) throws IOException {
        return new ServerCertificate(
                Buffer.buffer(Files.readAllBytes(config.certificate())),
                Buffer.buffer(Files.readAllBytes(config.key())));
    }

    PemKeyCertOptions options() {
        return new PemKeyCertOptions().addCertValue(chain).addKeyValue(key);
    }

    /**
     * Java takes a key beside another's certificate without a word, and every handshake fails then. While the two files are being
     * replaced one after the other, that is what they hold.
     *
     * @throws StartException saying what is wrong, without what the files hold
     */
    void check(Vertx vertx) {
        try {
            for (var manager : options().getKeyManagerFactory(vertx).getKeyManagers()) {
                if (manager instanceof X509KeyManager keys) {
                    check(keys);
                }
            }
        } catch (StartException wrong) {
            throw wrong;
        } catch (Exception unreadable) {
            throw new StartException(
                    "TLS_CERT and TLS_KEY: the files do not hold a certificate and a private key in PEM form ("
                            + unreadable.getMessage() + "). Give a chain of CERTIFICATE blocks and one PRIVATE KEY"
                            + " block without a passphrase.",
                    unreadable);
        }
    }

    private static void check(X509KeyManager keys) throws GeneralSecurityException {
        for (var type : new String[] {"RSA", "EC", "EdDSA", "RSASSA-PSS"}) {
            var aliases = keys.getServerAliases(type, null);
            for (var alias : aliases == null ? new String[0] : aliases) {
                if (!belongs(keys.getPrivateKey(alias), keys.getCertificateChain(alias)[0])) {
                    throw new StartException(
                            "TLS_KEY does not belong to the certificate in TLS_CERT. Give the key that the certificate"
                                    + " was made for; the server's own certificate comes first in the file.");
                }
            }
        }
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        var algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            return false;
        }
        var signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(PROBE);
        var checking = Signature.getInstance(algorithm);
        checking.initVerify(certificate.getPublicKey());
        checking.update(PROBE);
        return checking.verify(signing.sign());
    }
}
