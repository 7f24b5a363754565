package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.GetKeys;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.KeyChanged;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.KeysRead;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.StoredKey;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What chargers answer when they are asked for their keys. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigurationTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private RunningRegistry registry;

    @BeforeAll
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void keysAreListedByNameWithWhatTheChargerSaid() {
        var id = registry.charger("keys-listed").connectorID();

        read(id, NOW, key("HeartbeatInterval", "300", false), key("authorizeRemoteTxRequests", null, true));

        assertThat(keys(id))
                .containsExactly(
                        new StoredKey(key("authorizeRemoteTxRequests", null, true), NOW),
                        new StoredKey(key("HeartbeatInterval", "300", false), NOW));
    }

    @Test
    void aKeyIsTheSameInAnyLetterCase() {
        var id = registry.charger("keys-case").connectorID();

        read(id, NOW, key("HeartbeatInterval", "1", false), key("heartbeatinterval", "2", false));
        change(id, "HEARTBEATINTERVAL", "3", NOW.plusSeconds(1));

        assertThat(keys(id)).containsExactly(new StoredKey(key("heartbeatinterval", "3", false), NOW.plusSeconds(1)));
    }

    @Test
    void aChangedKeyStaysReadonlyAsItWasReadAndOneNotReadYetIsKept() {
        var id = registry.charger("keys-changed").connectorID();
        read(id, NOW, key("LightIntensity", "1", true));

        change(id, "LightIntensity", "100", NOW.plusSeconds(1));
        change(id, "Unread", "yes", NOW.plusSeconds(2));

        assertThat(keys(id))
                .extracting(StoredKey::key)
                .containsExactly(key("LightIntensity", "100", true), key("Unread", "yes", false));
    }

    @Test
    void anOlderAnswerChangesNothing() {
        var id = registry.charger("keys-older").connectorID();
        change(id, "HeartbeatInterval", "60", NOW);

        read(id, NOW.minusSeconds(1), key("HeartbeatInterval", "300", false));
        change(id, "HeartbeatInterval", "30", NOW.minusSeconds(2));
        forget(id, NOW.minusSeconds(3), "HeartbeatInterval");

        assertThat(keys(id)).containsExactly(new StoredKey(key("HeartbeatInterval", "60", false), NOW));
    }

    @Test
    void aKeyTheChargerSaysItDoesNotHaveIsForgotten() {
        var id = registry.charger("keys-unknown").connectorID();
        read(id, NOW, key("Old", "1", false), key("Kept", "2", false));

        forget(id, NOW.plusSeconds(1), "OLD", "NeverSeen");

        assertThat(keys(id)).extracting(stored -> stored.key().key()).containsExactly("Kept");
    }

    @Test
    void whatAChargerLogsInWithIsNeverKept() {
        var id = registry.charger("keys-secret").connectorID();

        read(id, NOW, key("AuthorizationKey", "0123456789abcdef", false), key("authorizationKEY", "x", false));
        change(id, "AuthorizationKey", "0123456789abcdef", NOW);

        assertThat(keys(id)).isEmpty();
    }

    @Test
    void oddKeysDoNotHinderTheOthers() {
        var id = registry.charger("keys-odd").connectorID();

        read(id, NOW, key("", "1", false), key("x".repeat(51), "2", false), key("a\0b", "v".repeat(501) + "\0", false));

        assertThat(keys(id)).extracting(StoredKey::key).containsExactly(key("ab", "v".repeat(500), false));
    }

    @Test
    void ofMoreThanTwoThousandKeysThoseNotHeardOfForLongestMakeRoom() {
        var id = registry.charger("keys-many").connectorID();
        read(id, NOW, key("Oldest", "1", false));

        read(
                id,
                NOW.plusSeconds(1),
                IntStream.range(0, 2000)
                        .mapToObj(i -> key("Key" + i, "v", false))
                        .toArray(ConfigurationEndpoints.Key[]::new));

        assertThat(keys(id))
                .hasSize(2000)
                .noneMatch(stored -> stored.key().key().equals("Oldest"));
    }

    @Test
    void aChargerThatIsUnknownOrRemovedHasNoKeys() {
        var id = registry.charger("keys-removed").connectorID();
        registry.ask(ChargerEndpoints.REMOVE_CHARGER, new ChargerEndpoints.RemoveCharger(id));

        assertThat(registry.refusal(ConfigurationEndpoints.GET_KEYS, new GetKeys(id))
                        .code())
                .isEqualTo("chargerNotFound");
        assertThat(registry.refusal(
                                ConfigurationEndpoints.KEYS_READ,
                                new KeysRead(id, List.of(key("A", "1", false)), List.of(), NOW))
                        .code())
                .isEqualTo("chargerNotFound");
        assertThat(registry.refusal(ConfigurationEndpoints.KEY_CHANGED, new KeyChanged(999_999, "A", "1", NOW))
                        .code())
                .isEqualTo("chargerNotFound");
    }

    private static ConfigurationEndpoints.Key key(String name, @Nullable String value, boolean readonly) {
        return new ConfigurationEndpoints.Key(name, value, readonly);
    }

    private void read(int connectorID, Instant at, ConfigurationEndpoints.Key... keys) {
        registry.ask(ConfigurationEndpoints.KEYS_READ, new KeysRead(connectorID, List.of(keys), List.of(), at));
    }

    private void forget(int connectorID, Instant at, String... unknown) {
        registry.ask(ConfigurationEndpoints.KEYS_READ, new KeysRead(connectorID, List.of(), List.of(unknown), at));
    }

    private void change(int connectorID, String key, String value, Instant at) {
        registry.ask(ConfigurationEndpoints.KEY_CHANGED, new KeyChanged(connectorID, key, value, at));
    }

    private List<StoredKey> keys(int connectorID) {
        return registry.ask(ConfigurationEndpoints.GET_KEYS, new GetKeys(connectorID))
                .keys();
    }
}
