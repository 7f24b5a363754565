package com.flexicharge.charger.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.StoredProfile;
import com.flexicharge.shared.http.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** @param profile as it was entered, its numbers in their form */
record ChargingProfileView(int chargingProfileId, String description, JsonNode profile) {
    static ChargingProfileView of(StoredProfile stored) {
        try {
            return new ChargingProfileView(
                    stored.chargingProfileID(), stored.description(), Json.read(Buffer.buffer(stored.profile())));
        } catch (IOException notJson) {
            throw new UncheckedIOException("A stored charging profile is not JSON", notJson);
        }
    }
}
