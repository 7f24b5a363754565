package com.flexicharge.ocpp.socket;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a charger offers to speak (RFC 6455 §1.9). */
record Subprotocols(List<String> offered) {
    static final String HEADER = "Sec-WebSocket-Protocol";
    static final String OCPP_16 = "ocpp1.6";

    Subprotocols {
        offered = List.copyOf(offered);
    }

    /** Several headers count as one, as in RFC 6455 §11.3.4. */
    static Subprotocols of(MultiMap headers) {
        return new Subprotocols(headers.getAll(HEADER).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
    }

    boolean isNone() {
        return offered.isEmpty();
    }

    /** {@code ocpp1.6}, if offered in whatever letter case, at any place. */
    Optional<String> ocpp16() {
        return offered.stream().anyMatch(OCPP_16::equalsIgnoreCase) ? Optional.of(OCPP_16) : Optional.empty();
    }

    Optional<String> first() {
        return offered.stream().findFirst();
    }
}
