package com.flexicharge.ocpp;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.SearchCommands;

/** What tests look for among commands. */
final class Searches {
    private Searches() {}

    /** All of one charger. */
    static SearchCommands of(int connectorID) {
        return new SearchCommands(connectorID, null, null, null, null, null, PageRequest.EVERYTHING);
    }
}
