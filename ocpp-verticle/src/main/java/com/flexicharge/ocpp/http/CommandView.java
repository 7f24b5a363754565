package com.flexicharge.ocpp.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.log.Secrets;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandError;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.ListedCommand;
import com.flexicharge.shared.http.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command as operators see it.
 *
 * @param number its place in the list, not shown
 */
record CommandView(
        @JsonIgnore long number,
        String id,
        int connectorID,
        String serialNumber,
        String action,
        JsonNode request,
        String state,
        @Nullable JsonNode response,
        @Nullable Failure error,
        @Nullable String outcome,
        @Nullable Integer transactionID,
        @Nullable Integer reservationID,
        @Nullable Integer jobID,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant answeredAt,
        Instant expiresAt) {
    record Failure(String code, String description, JsonNode details) {
        static Failure of(CommandError error) {
            return new Failure(
                    error.code(), Secrets.withoutAddressPasswords(error.description()), json(error.details()));
        }
    }

    static CommandView of(ListedCommand listed) {
        return of(listed.number(), listed.command());
    }

    static CommandView of(Command command) {
        return of(0, command);
    }

    private static CommandView of(long number, Command command) {
        return new CommandView(
                number,
                command.id(),
                command.connectorID(),
                command.serialNumber(),
                command.action(),
                json(command.request()),
                command.state().word(),
                Optional.ofNullable(command.response()).map(CommandView::json).orElse(null),
                Optional.ofNullable(command.error()).map(Failure::of).orElse(null),
                command.outcome(),
                command.transactionID(),
                command.reservationID(),
                command.jobID(),
                command.requestedBy(),
                command.createdAt(),
                command.sentAt(),
                command.answeredAt(),
                command.expiresAt());
    }

    /** Read and not copied as text, so that what is shown is JSON whatever a charger sent; numbers keep their form. Secrets are masked. */
    private static JsonNode json(String text) {
        try {
            return Secrets.masked(Json.read(Buffer.buffer(text)));
        } catch (IOException broken) {
            throw new UncheckedIOException("The row of a command holds what is no JSON", broken);
        }
    }
}
