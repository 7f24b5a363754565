package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;

/**
 * Where a session can be open: at most one at a time.
 *
 * @param connector the OCPP index; always 1 on FlexiCharge
 */
record Place(int connectorID, int connector) {
    static Place of(OpenSession session) {
        return new Place(session.connectorID(), session.connector());
    }
}
