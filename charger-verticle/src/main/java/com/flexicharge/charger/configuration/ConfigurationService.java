package com.flexicharge.charger.configuration;

import com.flexicharge.charger.ChargerDirectory;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.GetKeys;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.KeyChanged;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.KeysRead;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.StoredKeys;
import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;

/** What chargers are set to, as far as they said. A key nobody can have, and the one that is a secret, are passed over. */
public final class ConfigurationService {
    private final ConfigurationRepository repository;
    private final ChargerDirectory chargers;

    public ConfigurationService(Database database, ChargerDirectory chargers) {
        this.repository = new ConfigurationRepository(database);
        this.chargers = chargers;
    }

    public Future<Done> read(KeysRead read) {
        var unknown = read.unknown().stream().map(KnownKey::lower).distinct().toList();
        return repository
                .read(read.connectorID(), kept(read.keys()), unknown, read.at())
                .map(Done.DONE);
    }

    public Future<Done> changed(KeyChanged change) {
        var key = KnownKey.of(new ConfigurationEndpoints.Key(change.key(), change.value(), false));
        return key.isKept()
                ? repository.change(change.connectorID(), key, change.at()).map(Done.DONE)
                : Future.succeededFuture(Done.DONE);
    }

    public Future<StoredKeys> list(GetKeys ask) {
        return chargers.get(new GetCharger(ask.connectorID()))
                .compose(known -> repository.list(ask.connectorID()))
                .map(StoredKeys::new);
    }

    /** A key that is given twice counts as it was given last; of more than are kept, the first ones count. */
    private static List<KnownKey> kept(List<ConfigurationEndpoints.Key> keys) {
        var kept = new LinkedHashMap<String, KnownKey>();
        keys.stream().map(KnownKey::of).filter(KnownKey::isKept).forEach(key -> kept.put(key.lower(), key));
        return kept.values().stream().limit(ConfigurationRepository.MOST_KEYS).toList();
    }
}
