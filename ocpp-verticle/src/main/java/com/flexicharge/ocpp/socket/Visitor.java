package com.flexicharge.ocpp.socket;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Admission;
import java.time.Instant;
import java.util.Optional;

/** Somebody who says to be a charger and wants in. */
record Visitor(String serialNumber, Protocol protocol, String address, Optional<Credentials> credentials) {
    /** OCPP's security profiles, by how it came. */
    int securityProfile() {
        return credentials.isPresent() ? 1 : 0;
    }

    Admission.Admit asksAt(String node, Instant at) {
        return new Admission.Admit(
                serialNumber,
                protocol,
                node,
                address,
                credentials.map(Credentials::user).orElse(null),
                credentials.map(Credentials::password).orElse(null),
                at);
    }
}
