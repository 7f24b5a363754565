package com.flexicharge.charger;

import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;

/**
 * A charger that is no longer in the registry.
 *
 * @param epoch no socket of it has so high a one: all are to be closed
 */
record Removed(int connectorID, long epoch) {
    ConnectionChanged asTold() {
        return new ConnectionChanged(connectorID, null, epoch, false, null);
    }
}
