package com.flexicharge.ocpp.socket;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Admission;
import com.flexicharge.shared.contract.charger.Admission.Transport;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who says to be a charger and wants in.
 *
 * @param leastSecurityProfile 0…3, of the door it stands at
 */
record Visitor(
        String serialNumber,
        Protocol protocol,
        String address,
        Optional<Credentials> credentials,
        Transport transport,
        int leastSecurityProfile) {
    Admission.Admit asksAt(String node, Instant at) {
        return new Admission.Admit(
                serialNumber,
                protocol,
                node,
                address,
                credentials.map(Credentials::user).orElse(null),
                credentials.map(Credentials::password).orElse(null),
                transport,
                leastSecurityProfile,
                at);
    }

    /** Whether what it shows could be enough for the door, if all of it is right. */
    boolean showsEnough() {
        return mostItCanProve() >= leastSecurityProfile;
    }

    private int mostItCanProve() {
        if (transport.certificate() != null) {
            return 3;
        }
        if (credentials.isEmpty()) {
            return 0;
        }
        return transport.tls() ? 2 : 1;
    }
}
