package com.flexicharge.ocpp.socket;

import com.flexicharge.shared.contract.charger.Admission;
import java.util.ArrayList;
import java.util.List;

/** Tells the registry now and then which chargers were heard of, instead of once for each message. */
public final class LastSeen {
    /** As many as the registry takes at a time. */
    private static final int MOST_AT_ONCE = 1_000;

    private final ConnectionTable table;
    private final ChargerRegistry registry;

    public LastSeen(ConnectionTable table, ChargerRegistry registry) {
        this.table = table;
        this.registry = registry;
    }

    /** What the registry does not hear now is told with the next report. */
    public void report() {
        var unreported = new ArrayList<>(table.all());
        unreported.removeIf(connection -> !connection.life().isUnreported());
        for (var from = 0; from < unreported.size(); from += MOST_AT_ONCE) {
            report(unreported.subList(from, Math.min(from + MOST_AT_ONCE, unreported.size())));
        }
    }

    private void report(List<ChargerConnection> heard) {
        var seen = heard.stream()
                .map(connection -> new Admission.LastSeen(
                        connection.connectorID(),
                        connection.epoch(),
                        connection.life().heardAt()))
                .toList();
        registry.seen(seen).onSuccess(told -> {
            for (var i = 0; i < seen.size(); i++) {
                heard.get(i).life().reported(seen.get(i).at());
            }
        });
    }
}
