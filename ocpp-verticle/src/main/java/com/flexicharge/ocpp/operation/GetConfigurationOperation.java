package com.flexicharge.ocpp.operation;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.GetConfiguration;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.KeysRead;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** GetConfiguration (OCPP 1.6 §5.8): the keys a charger said it has, or has not, are noted. */
final class GetConfigurationOperation implements Operation {
    private final Bus bus;

    GetConfigurationOperation(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Action action() {
        return Action.GET_CONFIGURATION;
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        return Payloads.response(action(), GetConfiguration.Response.class, ending)
                .map(answer -> keysRead(ending, answer))
                .map(read -> bus.ask(ConfigurationEndpoints.KEYS_READ, read).<Void>mapEmpty())
                .orElseGet(Future::succeededFuture);
    }

    /** Each key once, whatever its letter case, because it is one key; what the charger said last of it counts. */
    private static KeysRead keysRead(Ending ending, GetConfiguration.Response answer) {
        Map<String, ConfigurationEndpoints.Key> known = new LinkedHashMap<>();
        answer.configurationKey().stream()
                .flatMap(List::stream)
                .filter(key -> isKept(key.key()))
                .forEach(key -> known.put(
                        plain(key.key()),
                        new ConfigurationEndpoints.Key(key.key(), key.value().orElse(null), key.readonly())));
        Map<String, String> unknown = new LinkedHashMap<>();
        unknown(answer)
                .filter(key -> isKept(key) && !known.containsKey(plain(key)))
                .forEach(key -> unknown.put(plain(key), key));
        return new KeysRead(
                ending.connectorID(), List.copyOf(known.values()), List.copyOf(unknown.values()), ending.at());
    }

    private static Stream<String> unknown(GetConfiguration.Response answer) {
        return answer.unknownKey().stream().flatMap(List::stream);
    }

    /** The one key whose value is a password is never kept, though OCPP forbids chargers to tell it. */
    private static boolean isKept(String key) {
        return !key.isEmpty() && !ChangeConfigurationOperation.isAuthorizationKey(key);
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
