package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.dialect.Dialect;
import com.flexicharge.ocpp.dialect.FlexiCharge;
import com.flexicharge.ocpp.dialect.Strict16;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.log.SocketEvent;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Admission;
import java.time.Instant;
import java.util.Set;

/**
 * The charger at the other end of a socket, as it was admitted.
 *
 * @param address where it is
 */
record Peer(String serialNumber, Protocol protocol, String address, Admission.Admitted admitted) {
    int connectorID() {
        return admitted.connectorID();
    }

    long epoch() {
        return admitted.epoch();
    }

    /** 0…3, what it proved when it came in. */
    int securityProfile() {
        return admitted.securityProfile();
    }

    SocketEvent.Opened opened(Instant at) {
        return new SocketEvent.Opened(connectorID(), serialNumber, epoch(), address, protocol, securityProfile(), at);
    }

    /** What it is allowed beside OCPP, as far as was known when it came; a boot may tell better. */
    Set<Deviation> rules() {
        return Deviation.rules(admitted.rules());
    }

    /** @param rules what it is allowed beside OCPP; a FlexiCharge charger is understood whatever they are */
    Dialect dialect(Set<Deviation> rules) {
        return switch (protocol) {
            case FLEXICHARGE -> new FlexiCharge(connectorID());
            case OCPP_16 -> new Strict16(rules);
        };
    }
}
