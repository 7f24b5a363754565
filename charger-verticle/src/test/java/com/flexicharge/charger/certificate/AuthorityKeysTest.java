package com.flexicharge.charger.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.shared.config.Settings;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemGenerationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The authority as an operator sets it, and what is wrong with it by name. */
class AuthorityKeysTest {
    private static final KeyPair EC = Issuing.ec("secp256r1");
    private static final KeyPair RSA = Issuing.rsa(2048);

    @TempDir
    private Path folder;

    @Test
    void withoutEitherThereIsNone() {
        var settings = Settings.of(Map.of());

        assertThat(AuthorityKeys.read(settings)).isEmpty();
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void ecAndRsaKeysAreReadAsTheyAreAndAsPkcs8() throws PemGenerationException {
        for (var keys : new KeyPair[] {EC, RSA}) {
            holds(keys, Issuing.pem(keys.getPrivate()));
            holds(keys, Issuing.pem(new JcaPKCS8Generator(keys.getPrivate(), null).generate()));
        }
    }

    @Test
    void oneWithoutTheOtherIsAFault() {
        var files = new HashMap<>(set(EC, Issuing.pem(EC.getPrivate()), true));
        var certificate = files.remove("CHARGER_CA_CERT");
        fault(files, "CHARGER_CA_CERT  is missing; CHARGER_CA_CERT and CHARGER_CA_KEY are set both or not at all");

        fault(
                Map.of("CHARGER_CA_CERT", String.valueOf(certificate)),
                "CHARGER_CA_KEY  is missing; CHARGER_CA_CERT and CHARGER_CA_KEY are set both or not at all");
    }

    @Test
    void aKeyOfAnotherCertificateIsAFault() {
        var other = Issuing.ec("secp256r1");
        fault(
                set(EC, Issuing.pem(other.getPrivate()), true),
                "CHARGER_CA_KEY  is not the key of the certificate in CHARGER_CA_CERT");
        fault(
                set(EC, Issuing.pem(RSA.getPrivate()), true),
                "CHARGER_CA_KEY  is not the key of the certificate in CHARGER_CA_CERT");
    }

    @Test
    void aCertificateThatMayNotSignIsAFault() {
        fault(set(EC, Issuing.pem(EC.getPrivate()), false), "CHARGER_CA_CERT  is not the certificate of a CA");
    }

    @Test
    void textsThatHoldNothingAreFaultsWithoutShowingThem() {
        fault(Issuing.files(folder, "nothing", Issuing.pem(EC.getPrivate())), "CHARGER_CA_CERT  holds no certificate");
        fault(set(EC, "hunter2", true), "CHARGER_CA_KEY  holds no RSA or EC private key");
    }

    private Map<String, String> set(KeyPair keys, String key, boolean mayIssue) {
        return Issuing.files(folder, Issuing.pem(Issuing.root(keys, "CN=CA", mayIssue)), key);
    }

    private void holds(KeyPair keys, String key) {
        var settings = Settings.of(set(keys, key, true));

        assertThat(AuthorityKeys.read(settings)).isPresent();
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    private static void fault(Map<String, String> variables, String message) {
        var settings = Settings.of(variables);

        assertThat(AuthorityKeys.read(settings)).isEmpty();
        assertThatThrownBy(settings::check).hasMessageContaining(message).hasMessageNotContaining("hunter2");
    }
}
