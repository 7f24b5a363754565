package com.flexicharge.ocpp.socket;

import com.flexicharge.shared.contract.charger.Admission;

/** Tells the registry now and then which chargers were heard of. */
public final class LastSeen {
    private final ChargerNews<Admission.LastSeen> news;

    public LastSeen(ConnectionTable table, ChargerRegistry registry) {
        news = new ChargerNews<>(
                table,
                connection -> connection.life().isUnreported(),
                LastSeen::of,
                registry::seen,
                (connection, seen) -> connection.life().reported(seen.at()));
    }

    public void report() {
        news.report();
    }

    private static Admission.LastSeen of(ChargerConnection connection) {
        return new Admission.LastSeen(
                connection.connectorID(), connection.epoch(), connection.life().heardAt());
    }
}
