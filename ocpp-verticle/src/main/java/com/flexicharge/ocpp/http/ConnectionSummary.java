package com.flexicharge.ocpp.http;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often a charger came and why it went.
 *
 * @param since    sockets opened before are not counted
 * @param flapping it connects again and again just now
 * @param ends     how many of these sockets ended, by cause
 */
record ConnectionSummary(Instant since, boolean flapping, int connects, Map<String, Integer> ends) {
    ConnectionSummary {
        ends = new TreeMap<>(ends);
    }
}
