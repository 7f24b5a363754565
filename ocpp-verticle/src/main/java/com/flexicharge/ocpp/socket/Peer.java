package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.dialect.Dialect;
import com.flexicharge.ocpp.dialect.FlexiCharge;
import com.flexicharge.ocpp.dialect.Strict16;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Admission;

/** The charger at the other end of a socket, as it was admitted. */
record Peer(String serialNumber, Protocol protocol, Admission.Admitted admitted) {
    int connectorID() {
        return admitted.connectorID();
    }

    long epoch() {
        return admitted.epoch();
    }

    Dialect dialect() {
        return switch (protocol) {
            case FLEXICHARGE -> new FlexiCharge(connectorID());
            case OCPP_16 -> new Strict16();
        };
    }
}
