package com.flexicharge.shared.contract.ocpp;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators ask of chargers, kept as commands that survive a restart. Any ocpp node answers. */
public interface CommandEndpoints {
    /** {@code queued → sent → accepted | rejected | failed | timedOut}; {@code queued → expired | cancelled}. */
    enum CommandState {
        QUEUED("queued"),
        SENT("sent"),
        ACCEPTED("accepted"),
        REJECTED("rejected"),
        FAILED("failed"),
        TIMED_OUT("timedOut"),
        EXPIRED("expired"),
        CANCELLED("cancelled");

        private final String word;

        CommandState(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public boolean isFinal() {
            return this != QUEUED && this != SENT;
        }
    }

    /**
     * An operator's wish, passed on without second-guessing.
     *
     * <p>Fails with {@code NOT_FOUND chargerNotFound | unknownOperation | chargingProfileNotFound}, {@code INVALID invalidPayload}
     * with pointers, {@code CONFLICT notSupportedByDialect | idempotencyKeyReused}, {@code BUSY commandQueueFull}, {@code OFFLINE
     * chargerOffline} when it is not connected and nothing may wait; then no command is kept.
     *
     * @param action         OCPP's name
     * @param payload        JSON object, OCPP's request with what is allowed beside it
     * @param waitMillis     how long to wait for a final state, 0…60,000
     * @param ttlSeconds     how long it may wait for a charger that is away; 0: not at all
     * @param requestedBy    userID of who asks
     * @param idempotencyKey 1…64 characters; the same one of the same asker gives the same command
     */
    record Operate(
            int connectorID,
            String action,
            String payload,
            int waitMillis,
            int ttlSeconds,
            String requestedBy,
            @Nullable String idempotencyKey) {
        /** Without the payload, which may hold a password. */
        @Override
        public String toString() {
            return "Operate[" + action + " at " + connectorID + " by " + requestedBy + "]";
        }
    }

    /** @param details JSON */
    record CommandError(String code, String description, String details) {}

    /**
     * @param id            {@code cmd_…}
     * @param request       JSON as it goes on the wire, secrets masked
     * @param response      JSON as the charger sent it, secrets masked; absent: none came
     * @param outcome       what came of it: {@code pending}, {@code started}, {@code notStarted}, {@code stopped}, {@code notStopped}
     * @param transactionID the session it started, or was to stop
     */
    record Command(
            String id,
            int connectorID,
            String serialNumber,
            String action,
            String request,
            CommandState state,
            @Nullable String response,
            @Nullable CommandError error,
            @Nullable String outcome,
            @Nullable Integer transactionID,
            @Nullable Integer reservationID,
            @Nullable Integer jobID,
            String requestedBy,
            Instant createdAt,
            @Nullable Instant sentAt,
            @Nullable Instant answeredAt,
            Instant expiresAt) {}

    /**
     * Fails with {@code NOT_FOUND commandNotFound}.
     *
     * @param waitMillis how long to wait for a final state, 0…60,000
     */
    record GetCommand(String id, int waitMillis) {}

    /** Fails with {@code NOT_FOUND commandNotFound}, {@code CONFLICT commandAlreadySent} unless it is still queued. */
    record CancelCommand(String id) {}

    /** Absent filters do not count. In the order in which they were made. */
    record SearchCommands(
            @Nullable Integer connectorID,
            @Nullable String serialNumber,
            @Nullable String action,
            @Nullable CommandState state,
            @Nullable Instant from,
            @Nullable Instant to,
            PageRequest page) {}

    /** @param number rises with time; the place in the list */
    record ListedCommand(long number, Command command) {}

    record CommandList(List<ListedCommand> commands) {
        public CommandList {
            commands = List.copyOf(commands);
        }
    }

    /**
     * A signed certificate for a charger that asked for one; waits for the charger if it is away.
     *
     * @param certificateChain PEM, leaf first, at most 10,000 characters
     * @param idempotencyKey   asked twice with the same one, it is sent once
     */
    record SendCertificate(int connectorID, String certificateChain, String idempotencyKey) {}

    /** A command was stored for a charger; told to the node that holds its socket, at its own address. */
    record CommandStored(int connectorID) {}

    /** Longer than the longest wait for a charger (60 s). */
    Duration DEADLINE = Duration.ofSeconds(70);

    Endpoint<Operate, Command> OPERATE = Endpoint.of("ocpp.operate", Operate.class, Command.class)
            .within(DEADLINE)
            .onCharger();
    Endpoint<GetCommand, Command> GET_COMMAND =
            Endpoint.of("ocpp.getCommand", GetCommand.class, Command.class).within(DEADLINE);
    Endpoint<CancelCommand, Done> CANCEL_COMMAND = Endpoint.of("ocpp.cancelCommand", CancelCommand.class, Done.class);
    Endpoint<SearchCommands, CommandList> SEARCH_COMMANDS =
            Endpoint.of("ocpp.searchCommands", SearchCommands.class, CommandList.class);
    Endpoint<CommandStored, Done> COMMAND_STORED = Endpoint.of("ocpp.commandStored", CommandStored.class, Done.class);
    Endpoint<SendCertificate, Done> SEND_CERTIFICATE =
            Endpoint.of("ocpp.sendCertificate", SendCertificate.class, Done.class);
}
