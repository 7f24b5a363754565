package com.flexicharge.shared.contract.ocpp;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.ResourceCount;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of a charger. Any ocpp node answers: the one that holds the socket sends, another passes the request on to it.
 *
 * <p>Each fails with {@code OFFLINE chargerOffline} when nobody holds the socket, {@code BUSY commandQueueFull} when too much waits
 * for the charger already, {@code TIMED_OUT chargerTimeout} when it is silent for {@code waitMillis} (0…60,000; it may still do
 * what was asked), {@code CONFLICT notSupportedByDialect} when its dialect lacks the message.
 */
public interface OcppEndpoints {
    /** What the charger answered. */
    enum Verdict {
        /** CALLRESULT whose status is Accepted. */
        ACCEPTED,
        /** CALLRESULT with another status. */
        REJECTED,
        /** CALLERROR, or an answer that breaks its schema. */
        FAILED
    }

    /**
     * @param word the status, or the CALLERROR's code, as the charger spelled it
     * @param data of a DataTransfer answer
     */
    record ChargerAnswer(
            Verdict verdict, String word, @Nullable String data) {}

    record RemoteStart(int connectorID, int connector, String idTag, int waitMillis) {}

    record RemoteStop(int connectorID, int transactionID, int waitMillis) {}

    /** @param reservationID ours; a FlexiCharge charger is told its own constant one instead */
    record ReserveNow(
            int connectorID,
            int connector,
            Instant expiryAt,
            String idTag,
            @Nullable String parentIdTag,
            int reservationID,
            int waitMillis) {}

    record CancelReservation(int connectorID, int reservationID, int waitMillis) {}

    record DataTransfer(
            int connectorID,
            String vendorID,
            @Nullable String messageID,
            @Nullable String data,
            int waitMillis) {}

    /** What ocpp-verticle holds in memory for a charger: connections, queued and pending calls, queued frames. */
    record HeldFor(int connectorID) {}

    /** Longer than the longest wait for a charger (60 s). */
    Duration COMMAND_DEADLINE = Duration.ofSeconds(65);

    Endpoint<RemoteStart, ChargerAnswer> REMOTE_START = Endpoint.of(
                    "ocpp.remoteStart", RemoteStart.class, ChargerAnswer.class)
            .within(COMMAND_DEADLINE)
            .onCharger();
    Endpoint<RemoteStop, ChargerAnswer> REMOTE_STOP = Endpoint.of(
                    "ocpp.remoteStop", RemoteStop.class, ChargerAnswer.class)
            .within(COMMAND_DEADLINE)
            .onCharger();
    Endpoint<ReserveNow, ChargerAnswer> RESERVE_NOW = Endpoint.of(
                    "ocpp.reserveNow", ReserveNow.class, ChargerAnswer.class)
            .within(COMMAND_DEADLINE)
            .onCharger();
    Endpoint<CancelReservation, ChargerAnswer> CANCEL_RESERVATION = Endpoint.of(
                    "ocpp.cancelReservation", CancelReservation.class, ChargerAnswer.class)
            .within(COMMAND_DEADLINE)
            .onCharger();
    Endpoint<DataTransfer, ChargerAnswer> DATA_TRANSFER = Endpoint.of(
                    "ocpp.dataTransfer", DataTransfer.class, ChargerAnswer.class)
            .within(COMMAND_DEADLINE)
            .onCharger();
    Endpoint<HeldFor, ResourceCount> HELD_FOR = Endpoint.of("ocpp.heldFor", HeldFor.class, ResourceCount.class);
}
