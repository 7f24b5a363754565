package com.flexicharge.shared.contract.charger;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.bus.Topic;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.PageRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a charger's security, as it says or as we saw. */
public interface SecurityEventEndpoints {
    enum EventSource {
        CHARGER,
        SERVER
    }

    /**
     * @param type     OCPP's word, or ours where the server saw it; at most 50 characters
     * @param techInfo at most 255 characters
     * @param eventAt  the charger's time; absent when unreadable or when the server saw it
     * @param eventRaw that time as sent; absent when none was
     */
    record SecurityEvent(
            int connectorID,
            String type,
            @Nullable String techInfo,
            @Nullable Instant eventAt,
            @Nullable String eventRaw,
            Instant receivedAt,
            EventSource source) {
        /** One that the server saw itself. */
        public static SecurityEvent seen(int connectorID, String type, String techInfo, Instant at) {
            return new SecurityEvent(connectorID, type, techInfo, null, null, at, EventSource.SERVER);
        }
    }

    record GetSecurityEvents(int connectorID, PageRequest page) {}

    /** @param id rises with time; the place in the list */
    record StoredSecurityEvent(long id, SecurityEvent event) {}

    record SecurityEvents(List<StoredSecurityEvent> events) {
        public SecurityEvents {
            events = List.copyOf(events);
        }
    }

    Endpoint<SecurityEvent, Done> REPORT_SECURITY_EVENT =
            Endpoint.of("charger.reportSecurityEvent", SecurityEvent.class, Done.class);
    Endpoint<GetSecurityEvents, SecurityEvents> GET_SECURITY_EVENTS =
            Endpoint.of("charger.getSecurityEvents", GetSecurityEvents.class, SecurityEvents.class);

    /** For alarms; told after it is stored. */
    Topic<SecurityEvent> SECURITY_EVENT = new Topic<>("charger.securityEvent", SecurityEvent.class);
}
