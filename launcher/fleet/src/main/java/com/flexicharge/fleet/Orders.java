package com.flexicharge.fleet;

import com.fasterxml.jackson.databind.JsonNode;

/** What a charger makes of the CALLs it gets. */
@FunctionalInterface
interface Orders {
    /** Whoever charges by itself, and lets nobody tell it when. */
    Orders ITS_OWN_MASTER = (action, payload) -> switch (action) {
        case "GetConfiguration" -> "{\"configurationKey\":[],\"unknownKey\":[]}";
        case "RemoteStartTransaction", "RemoteStopTransaction" -> "{\"status\":\"Rejected\"}";
        default -> "{\"status\":\"Accepted\"}";
    };

    /** @return the payload of the CALLRESULT */
    String called(String action, JsonNode payload);
}
