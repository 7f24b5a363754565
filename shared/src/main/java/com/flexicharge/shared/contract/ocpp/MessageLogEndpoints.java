package com.flexicharge.shared.contract.ocpp;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every frame of every charger, and every socket, as they are looked up afterwards. */
public interface MessageLogEndpoints {
    /** @param messageType 2 CALL, 3 CALLRESULT, 4 CALLERROR */
    record SearchMessages(
            int connectorID,
            @Nullable Boolean inbound,
            @Nullable String action,
            @Nullable Integer messageType,
            @Nullable String messageID,
            @Nullable Integer transactionID,
            @Nullable Instant from,
            @Nullable Instant to,
            PageRequest page) {}

    /**
     * @param id          rises with time within one node
     * @param messageType absent: the text was no OCPP frame
     * @param action      also of an answer, where the call is known
     * @param payload     JSON, secrets masked; absent when there is none, or when the text was cut
     * @param raw         text on the wire, cut at 65,536 characters; absent when something in it is masked
     * @param quirks      deviations let pass
     * @param durationMs  from a call to its answer, on the answer
     */
    record LoggedMessage(
            long id,
            Instant at,
            boolean inbound,
            @Nullable Integer messageType,
            @Nullable String messageID,
            @Nullable String action,
            @Nullable String payload,
            @Nullable String errorCode,
            @Nullable String errorDescription,
            @Nullable String raw,
            String dialect,
            List<String> quirks,
            @Nullable Integer durationMs) {
        public LoggedMessage {
            quirks = List.copyOf(quirks);
        }
    }

    record LoggedMessages(List<LoggedMessage> messages) {
        public LoggedMessages {
            messages = List.copyOf(messages);
        }
    }

    record SearchConnections(int connectorID, PageRequest page) {}

    /**
     * @param closedAt    absent: still open, or nobody knows yet that its node has ended
     * @param closeReason text in the charger's close frame; absent: none, or it was not the charger who closed
     */
    record PastConnection(
            long id,
            Instant openedAt,
            @Nullable Instant closedAt,
            String node,
            long epoch,
            String remoteAddress,
            String protocol,
            int securityProfile,
            @Nullable Integer closeCode,
            @Nullable String closeReason,
            @Nullable String cause) {}

    record PastConnections(List<PastConnection> connections) {
        public PastConnections {
            connections = List.copyOf(connections);
        }
    }

    record CountConnections(int connectorID, Instant since) {}

    /** @param ends of the sockets opened since then, by cause */
    record ConnectionCounts(int connects, Map<String, Integer> ends) {
        public ConnectionCounts {
            ends = Map.copyOf(ends);
        }
    }

    Endpoint<CountConnections, ConnectionCounts> COUNT_CONNECTIONS =
            Endpoint.of("ocpp.countConnections", CountConnections.class, ConnectionCounts.class);
    Endpoint<SearchMessages, LoggedMessages> SEARCH_MESSAGES =
            Endpoint.of("ocpp.searchMessages", SearchMessages.class, LoggedMessages.class);
    Endpoint<SearchConnections, PastConnections> SEARCH_CONNECTIONS =
            Endpoint.of("ocpp.searchConnections", SearchConnections.class, PastConnections.class);
}
