package com.flexicharge.shared.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The encrypted ports, beside the plain ones and with the same addresses behind them.
 *
 * @param certificate PEM, the server's own first, then those that lead to its root
 * @param key         PEM, of that certificate
 * @param port        HTTPS; empty: none
 * @param socketPort  chargers and user sockets; empty: none
 * @param clientCa    PEM, who may sign certificates of chargers; empty: chargers are not asked for theirs
 */
public record TlsConfig(Path certificate, Path key, OptionalInt port, OptionalInt socketPort, Optional<Path> clientCa) {
    private static final String CERTIFICATE = "TLS_CERT";
    private static final String KEY = "TLS_KEY";
    private static final String PORT = "TLS_PORT";
    private static final String SOCKET_PORT = "SOCKET_TLS_PORT";

    /** Empty without a certificate. */
    static Optional<TlsConfig> read(Settings settings, int plainPort, int plainSocketPort) {
        var certificate = settings.file(CERTIFICATE);
        var key = settings.secretValue(
                KEY,
                "a file that can be read",
                text -> Parsing.path(text).filter(Files::isRegularFile).filter(Files::isReadable));
        var port = settings.optionalPort(PORT);
        var socketPort = settings.optionalPort(SOCKET_PORT);
        var clientCa = settings.file("TLS_CLIENT_CA");
        checkBothOrNone(settings);
        checkPorts(settings, plainPort, plainSocketPort, port, socketPort);
        return certificate.flatMap(
                chain -> key.map(secret -> new TlsConfig(chain, secret, port, socketPort, clientCa)));
    }

    private static void checkBothOrNone(Settings settings) {
        if (settings.isSet(CERTIFICATE) && !settings.isSet(KEY)) {
            settings.fault(KEY, "is missing; it is needed because TLS_CERT is set");
        }
        if (settings.isSet(KEY) && !settings.isSet(CERTIFICATE)) {
            settings.fault(CERTIFICATE, "is missing; it is needed because TLS_KEY is set");
        }
    }

    private static void checkPorts(
            Settings settings, int plainPort, int plainSocketPort, OptionalInt port, OptionalInt socketPort) {
        Set<Integer> taken = new HashSet<>(List.of(plainPort, plainSocketPort));
        Map.of(PORT, port, SOCKET_PORT, socketPort).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(wanted -> {
                    var name = wanted.getKey();
                    if (settings.isSet(name) && !settings.isSet(CERTIFICATE) && !settings.isSet(KEY)) {
                        settings.fault(name, "needs a certificate; set TLS_CERT and TLS_KEY, or leave it empty");
                    }
                    wanted.getValue().ifPresent(number -> {
                        if (!taken.add(number)) {
                            settings.fault(
                                    name, "must differ from the other ports, is " + number + " like one of them");
                        }
                    });
                });
    }
}
