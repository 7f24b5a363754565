package com.flexicharge.shared.contract.charger;

import java.util.Optional;

/** The nine status words of OCPP 1.6 (§7.7), and the four numbers older clients know. */
public enum ConnectorStatus {
    AVAILABLE("Available", 1),
    PREPARING("Preparing", 0),
    CHARGING("Charging", 0),
    SUSPENDED_EVSE("SuspendedEVSE", 0),
    SUSPENDED_EV("SuspendedEV", 0),
    FINISHING("Finishing", 0),
    RESERVED("Reserved", 2),
    UNAVAILABLE("Unavailable", 3),
    FAULTED("Faulted", 3);

    private final String word;
    private final int statusCode;

    ConnectorStatus(String word, int statusCode) {
        this.word = word;
        this.statusCode = statusCode;
    }

    public String word() {
        return word;
    }

    /** What clients that know numbers only are shown: 0 occupied, 1 available, 2 reserved, 3 out of order. */
    public int statusCode() {
        return statusCode;
    }

    /** The status with exactly this word, letter case included. */
    public static Optional<ConnectorStatus> ofWord(String word) {
        for (ConnectorStatus status : values()) {
            if (status.word.equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /** The status an old client means by a number: 0 Charging, 1 Available, 2 Reserved, 3 Faulted. */
    public static Optional<ConnectorStatus> ofStatusCode(int statusCode) {
        return switch (statusCode) {
            case 0 -> Optional.of(CHARGING);
            case 1 -> Optional.of(AVAILABLE);
            case 2 -> Optional.of(RESERVED);
            case 3 -> Optional.of(FAULTED);
            default -> Optional.empty();
        };
    }
}
