package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.dialect.Dialect;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Admission;
import com.flexicharge.shared.contract.charger.ClockDrift;
import com.flexicharge.shared.contract.charger.Registration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The charger a CALL came from, as its connection knows it. */
public interface Sender {
    int connectorID();

    /** Of the socket the CALL came on; the registry refuses what an older one says. */
    long epoch();

    Protocol protocol();

    Dialect dialect();

    /** Whether this charger is allowed to deviate so, as of the last boot or of the handshake. */
    boolean mayDo(Deviation rule);

    /** To be called with each deviation met in a message, so that it is counted for this charger. */
    void deviated(List<Deviation> met);

    /** To be called with each time the charger says of the moment at which it sends it, and our time of the receipt. */
    void said(Instant time, Instant receivedAt);

    /** How far its clock is off, see {@link ClockDrift}; empty as long as that is not known. */
    Optional<Long> clockDriftMillis();

    /** As of the last boot, or of the handshake. */
    Registration registration();

    /** The session that began over this connection and has not ended over it. */
    Optional<Integer> session();

    /** To be called when one has begun or, with nothing, ended. */
    void inSession(Optional<Integer> transactionID);

    /** To be called once the confirmation of a boot has left: from here on the charger may be sent CALLs, or may not. */
    void booted(Admission.Booted booted);
}
