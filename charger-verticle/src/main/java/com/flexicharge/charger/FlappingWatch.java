package com.flexicharge.charger;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.Admission.Admitted;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvent;
import com.flexicharge.shared.log.About;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of chargers that connect again and again: once for each episode, not for each connection. Nobody waits for it. */
final class FlappingWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FlappingWatch.class);

    private static final String TYPE = "ConnectionFlapping";

    private final Bus bus;

    FlappingWatch(Bus bus) {
        this.bus = bus;
    }

    void began(Admitted socket, Admit ask) {
        About.charger(LOG.atWarn(), socket.connectorID(), ask.serialNumber())
                .log(
                        "Charger {} connects again and again, the last time from {}",
                        ask.serialNumber(),
                        ask.remoteAddress());
        var text = "Connected " + ConnectionSql.FLAPPING_CONNECTS + " times within " + ConnectionSql.FLAPPING_MINUTES
                + " minutes, the last time from " + ask.remoteAddress();
        bus.ask(
                        SecurityEventEndpoints.REPORT_SECURITY_EVENT,
                        SecurityEvent.seen(socket.connectorID(), TYPE, text, ask.at()))
                .onFailure(no -> About.charger(LOG.atWarn(), socket.connectorID(), ask.serialNumber())
                        .log("Charger {}: {}, not stored: {}", ask.serialNumber(), TYPE, no.getMessage()));
    }
}
