package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;
import java.util.List;
import java.util.Optional;

/** Asks for configuration keys (OCPP 1.6 §5.8). */
public final class GetConfiguration {
    private GetConfiguration() {}

    /** @param key absent or empty: all */
    public record Request(@Length(50) Optional<List<String>> key) implements OcppRequest {
        public Request {
            key = key.map(List::copyOf);
        }
    }

    public record Response(
            Optional<List<ConfigurationKey>> configurationKey,
            @Length(50) Optional<List<String>> unknownKey) implements OcppResponse {
        public Response {
            configurationKey = configurationKey.map(List::copyOf);
            unknownKey = unknownKey.map(List::copyOf);
        }
    }

    /** One key as the charger has it (OCPP 1.6 §7.29). */
    public record ConfigurationKey(
            @Length(50) String key,
            boolean readonly,
            @Length(500) Optional<String> value) {}
}
