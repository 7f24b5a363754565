package com.flexicharge.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TlsConfigTest {
    /** Any file that is there: what it holds is looked at when the process starts. */
    private static final String FILE = "pom.xml";

    @Test
    void withoutACertificateThereIsNone() {
        assertThat(TlsConfig.read(Settings.of(Map.of()), 8080, 1337)).isEmpty();
    }

    @Test
    void everythingCanBeSet() {
        var settings = Settings.of(Map.of(
                "TLS_CERT", FILE,
                "TLS_KEY", FILE,
                "TLS_PORT", "8443",
                "SOCKET_TLS_PORT", "1338",
                "TLS_CLIENT_CA", FILE));

        assertThat(TlsConfig.read(settings, 8080, 1337))
                .contains(new TlsConfig(
                        Path.of(FILE),
                        Path.of(FILE),
                        OptionalInt.of(8443),
                        OptionalInt.of(1338),
                        Optional.of(Path.of(FILE))));
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void aCertificateNeedsItsKeyAndTheOtherWayRound() {
        assertFaults(Map.of("TLS_CERT", FILE), "  TLS_KEY  is missing; it is needed because TLS_CERT is set");
        assertFaults(Map.of("TLS_KEY", FILE), "  TLS_CERT  is missing; it is needed because TLS_KEY is set");
    }

    @Test
    void allFaultsAreShownAtOnceAndNotWhereTheKeyIs() {
        assertFaults(
                Map.of("TLS_CERT", "no.pem", "TLS_KEY", "hidden.pem", "TLS_CLIENT_CA", "ca.pem", "TLS_PORT", "1337"),
                "  TLS_CERT       must be a file that can be read, is \"no.pem\"",
                "  TLS_CLIENT_CA  must be a file that can be read, is \"ca.pem\"",
                "  TLS_KEY        must be a file that can be read",
                "  TLS_PORT       must differ from the other ports, is 1337 like one of them");
    }

    @Test
    void encryptedPortsNeedACertificateAndNumbersOfTheirOwn() {
        assertFaults(
                Map.of("TLS_PORT", "8443", "SOCKET_TLS_PORT", "1338"),
                "  SOCKET_TLS_PORT  needs a certificate; set TLS_CERT and TLS_KEY, or leave it empty",
                "  TLS_PORT         needs a certificate; set TLS_CERT and TLS_KEY, or leave it empty");
        assertFaults(
                Map.of("TLS_CERT", FILE, "TLS_KEY", FILE, "TLS_PORT", "8443", "SOCKET_TLS_PORT", "8443"),
                "  TLS_PORT  must differ from the other ports, is 8443 like one of them");
    }

    private static void assertFaults(Map<String, String> values, String... faults) {
        var settings = Settings.of(values);
        TlsConfig.read(settings, 8080, 1337);

        assertThatThrownBy(settings::check)
                .hasMessage("The configuration is not complete:\n" + String.join("\n", faults));
    }
}
