package com.flexicharge.charger;

import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.Registration;
import java.util.Locale;
import java.util.Optional;

/** How the registry's words are written outside Java: in its tables and over HTTP. */
public final class Words {
    private Words() {}

    public static String of(Registration registration) {
        return registration.name().toLowerCase(Locale.ROOT);
    }

    /** The registration with exactly this word, letter case included. */
    public static Optional<Registration> registration(String word) {
        for (var registration : Registration.values()) {
            if (of(registration).equals(word)) {
                return Optional.of(registration);
            }
        }
        return Optional.empty();
    }

    /** One of the nine words of OCPP, or an old client's number: 0 Charging, 1 Available, 2 Reserved, 3 Faulted. */
    public static Optional<ConnectorStatus> status(String wordOrNumber) {
        return wordOrNumber.matches("[0-9]")
                ? ConnectorStatus.ofStatusCode(Integer.parseInt(wordOrNumber))
                : ConnectorStatus.ofWord(wordOrNumber);
    }

    static ConnectorStatus storedStatus(String word) {
        return ConnectorStatus.ofWord(word).orElseThrow(() -> new IllegalStateException("No status is called " + word));
    }

    static Registration storedRegistration(String word) {
        return registration(word).orElseThrow(() -> new IllegalStateException("No registration is called " + word));
    }
}
