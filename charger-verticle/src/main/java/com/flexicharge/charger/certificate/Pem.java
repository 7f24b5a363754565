package com.flexicharge.charger.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/** Texts in PEM, as what they hold. Whatever is wrong with one, it holds nothing: chargers and operators send any text. */
final class Pem {
    private Pem() {}

    /** In the order of the text; none when a part of it cannot be read. */
    static List<X509CertificateHolder> certificates(String text) {
        return objects(text).stream()
                .filter(X509CertificateHolder.class::isInstance)
                .map(X509CertificateHolder.class::cast)
                .toList();
    }

    /** Of a text that holds one request and nothing else. */
    static Optional<PKCS10CertificationRequest> request(String text) {
        var objects = objects(text);
        return objects.size() == 1 && objects.get(0) instanceof PKCS10CertificationRequest request
                ? Optional.of(request)
                : Optional.empty();
    }

    /** PKCS#8, PKCS#1 or SEC1; empty for what is encrypted or no key. */
    static Optional<PrivateKeyInfo> privateKey(String text) {
        return objects(text).stream().flatMap(object -> key(object).stream()).findFirst();
    }

    static String of(List<X509CertificateHolder> chain) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            for (var certificate : chain) {
                writer.writeObject(certificate);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Optional<PrivateKeyInfo> key(Object object) {
        if (object instanceof PEMKeyPair pair) {
            return Optional.of(pair.getPrivateKeyInfo());
        }
        return object instanceof PrivateKeyInfo key ? Optional.of(key) : Optional.empty();
    }

    private static List<Object> objects(String text) {
        var objects = new ArrayList<Object>();
        try (var parser = new PEMParser(new StringReader(text))) {
            @Nullable Object object = parser.readObject();
            while (object != null) {
                objects.add(object);
                object = parser.readObject();
            }
            return objects;
        } catch (IOException | RuntimeException unreadable) {
            return List.of();
        }
    }
}
