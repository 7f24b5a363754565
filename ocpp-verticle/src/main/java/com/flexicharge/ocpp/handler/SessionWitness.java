package com.flexicharge.ocpp.handler;

import java.util.Optional;

/** Is told of sessions once they are stored. What it makes of that neither delays nor fails the charger's answer. */
public interface SessionWitness {
    /** @param idTag absent: the charger's tags mean nothing */
    void began(int connectorID, int connector, Optional<String> idTag, int transactionID);

    void ended(int connectorID, int transactionID);
}
