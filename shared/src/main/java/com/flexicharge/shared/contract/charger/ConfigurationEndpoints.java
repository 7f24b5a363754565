package com.flexicharge.shared.contract.charger;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Done;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration keys a charger was last known to have. */
public interface ConfigurationEndpoints {
    /**
     * @param key   1…50 characters, compared without letter case
     * @param value at most 500 characters; absent when the charger gave none
     */
    record Key(String key, @Nullable String value, boolean readonly) {}

    /**
     * What a charger answered when it was asked for its keys. An answer older than what is stored of a key changes nothing.
     *
     * @param unknown keys it said it does not have: they are forgotten
     */
    record KeysRead(int connectorID, List<Key> keys, List<String> unknown, Instant at) {
        public KeysRead {
            keys = List.copyOf(keys);
            unknown = List.copyOf(unknown);
        }
    }

    /** A charger took a new value, at once or after its next start. */
    record KeyChanged(int connectorID, String key, String value, Instant at) {}

    record GetKeys(int connectorID) {}

    record StoredKey(Key key, Instant readAt) {}

    /** In the order of their names. */
    record StoredKeys(List<StoredKey> keys) {
        public StoredKeys {
            keys = List.copyOf(keys);
        }
    }

    Endpoint<KeysRead, Done> KEYS_READ = Endpoint.of("charger.keysRead", KeysRead.class, Done.class);
    Endpoint<KeyChanged, Done> KEY_CHANGED = Endpoint.of("charger.keyChanged", KeyChanged.class, Done.class);
    Endpoint<GetKeys, StoredKeys> GET_KEYS = Endpoint.of("charger.getKeys", GetKeys.class, StoredKeys.class);
}
