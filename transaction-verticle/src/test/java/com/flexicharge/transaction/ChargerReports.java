package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.ChargerSessions.SessionBegun;
import com.flexicharge.shared.contract.transaction.ChargerSessions.SessionOver;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StartSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one charger reports in a test, filled in with usual values. */
public record ChargerReports(RunningSessions sessions, int connectorID, Protocol protocol) {
    public SessionBegun start(@Nullable String idTag, long meterStart) {
        return start(idTag, meterStart, sessions.clock.instant().toString());
    }

    public SessionBegun start(@Nullable String idTag, @Nullable Long meterStart, String startAt) {
        return sessions.ask(TransactionEndpoints.START_SESSION, startOf(idTag, meterStart, startAt));
    }

    StartSession startOf(@Nullable String idTag, @Nullable Long meterStart, String startAt) {
        return startOf(1, idTag, meterStart, startAt, null);
    }

    StartSession startOf(
            int connector,
            @Nullable String idTag,
            @Nullable Long meterStart,
            String startAt,
            @Nullable Long reservationID) {
        return new StartSession(
                connectorID,
                connector,
                protocol,
                idTag,
                meterStart,
                instant(startAt),
                startAt,
                reservationID,
                sessions.clock.instant(),
                null);
    }

    public SessionOver stop(@Nullable Long transactionID, @Nullable String idTag, @Nullable Long meterStop) {
        return stop(transactionID, idTag, meterStop, sessions.clock.instant().toString(), "Local");
    }

    public SessionOver stop(
            @Nullable Long transactionID,
            @Nullable String idTag,
            @Nullable Long meterStop,
            String stopAt,
            String reason) {
        return stop(transactionID, idTag, meterStop, false, stopAt, reason);
    }

    /** The stop of a charger whose meter begins at 0 with each session. */
    SessionOver stopAfterReset(@Nullable Long transactionID, @Nullable String idTag, long meterStop) {
        return stop(
                transactionID, idTag, meterStop, true, sessions.clock.instant().toString(), "Local");
    }

    private SessionOver stop(
            @Nullable Long transactionID,
            @Nullable String idTag,
            @Nullable Long meterStop,
            boolean meterRestarts,
            String stopAt,
            String reason) {
        return sessions.ask(
                TransactionEndpoints.STOP_SESSION,
                stopOf(transactionID, idTag, meterStop, meterRestarts, stopAt, reason));
    }

    StopSession stopOf(@Nullable Long transactionID, @Nullable String idTag, @Nullable Long meterStop, String stopAt) {
        return stopOf(transactionID, idTag, meterStop, false, stopAt, "Local");
    }

    private StopSession stopOf(
            @Nullable Long transactionID,
            @Nullable String idTag,
            @Nullable Long meterStop,
            boolean meterRestarts,
            String stopAt,
            String reason) {
        var payload = "{\"transactionId\":%s,\"meterStop\":%s,\"timestamp\":\"%s\",\"reason\":\"%s\"}"
                .formatted(transactionID, meterStop, stopAt, reason);
        return new StopSession(
                connectorID,
                protocol,
                transactionID,
                idTag,
                meterStop,
                meterRestarts,
                instant(stopAt),
                stopAt,
                reason,
                payload,
                sessions.clock.instant(),
                null);
    }

    private static @Nullable Instant instant(String text) {
        return text.isEmpty() ? null : Instant.parse(text);
    }
}
