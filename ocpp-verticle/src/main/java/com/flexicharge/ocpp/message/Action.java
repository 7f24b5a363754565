package com.flexicharge.ocpp.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.message.shape.RecordShape;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The 28 messages of OCPP 1.6 and the 11 of its security extension: who sends each, and what it carries. */
public enum Action {
    AUTHORIZE(Direction.FROM_CHARGER, Authorize.Request.class, Authorize.Response.class),
    BOOT_NOTIFICATION(Direction.FROM_CHARGER, BootNotification.Request.class, BootNotification.Response.class),
    DIAGNOSTICS_STATUS_NOTIFICATION(
            Direction.FROM_CHARGER,
            DiagnosticsStatusNotification.Request.class,
            DiagnosticsStatusNotification.Response.class),
    FIRMWARE_STATUS_NOTIFICATION(
            Direction.FROM_CHARGER,
            FirmwareStatusNotification.Request.class,
            FirmwareStatusNotification.Response.class),
    HEARTBEAT(Direction.FROM_CHARGER, Heartbeat.Request.class, Heartbeat.Response.class),
    METER_VALUES(Direction.FROM_CHARGER, MeterValues.Request.class, MeterValues.Response.class),
    START_TRANSACTION(Direction.FROM_CHARGER, StartTransaction.Request.class, StartTransaction.Response.class),
    STATUS_NOTIFICATION(Direction.FROM_CHARGER, StatusNotification.Request.class, StatusNotification.Response.class),
    STOP_TRANSACTION(Direction.FROM_CHARGER, StopTransaction.Request.class, StopTransaction.Response.class),
    DATA_TRANSFER(Direction.BOTH_WAYS, DataTransfer.Request.class, DataTransfer.Response.class),
    CANCEL_RESERVATION(Direction.TO_CHARGER, CancelReservation.Request.class, CancelReservation.Response.class),
    CHANGE_AVAILABILITY(Direction.TO_CHARGER, ChangeAvailability.Request.class, ChangeAvailability.Response.class),
    CHANGE_CONFIGURATION(Direction.TO_CHARGER, ChangeConfiguration.Request.class, ChangeConfiguration.Response.class),
    CLEAR_CACHE(Direction.TO_CHARGER, ClearCache.Request.class, ClearCache.Response.class),
    CLEAR_CHARGING_PROFILE(
            Direction.TO_CHARGER, ClearChargingProfile.Request.class, ClearChargingProfile.Response.class),
    GET_COMPOSITE_SCHEDULE(
            Direction.TO_CHARGER, GetCompositeSchedule.Request.class, GetCompositeSchedule.Response.class),
    GET_CONFIGURATION(Direction.TO_CHARGER, GetConfiguration.Request.class, GetConfiguration.Response.class),
    GET_DIAGNOSTICS(Direction.TO_CHARGER, GetDiagnostics.Request.class, GetDiagnostics.Response.class),
    GET_LOCAL_LIST_VERSION(Direction.TO_CHARGER, GetLocalListVersion.Request.class, GetLocalListVersion.Response.class),
    REMOTE_START_TRANSACTION(
            Direction.TO_CHARGER, RemoteStartTransaction.Request.class, RemoteStartTransaction.Response.class),
    REMOTE_STOP_TRANSACTION(
            Direction.TO_CHARGER, RemoteStopTransaction.Request.class, RemoteStopTransaction.Response.class),
    RESERVE_NOW(Direction.TO_CHARGER, ReserveNow.Request.class, ReserveNow.Response.class),
    RESET(Direction.TO_CHARGER, Reset.Request.class, Reset.Response.class),
    SEND_LOCAL_LIST(Direction.TO_CHARGER, SendLocalList.Request.class, SendLocalList.Response.class),
    SET_CHARGING_PROFILE(Direction.TO_CHARGER, SetChargingProfile.Request.class, SetChargingProfile.Response.class),
    TRIGGER_MESSAGE(Direction.TO_CHARGER, TriggerMessage.Request.class, TriggerMessage.Response.class),
    UNLOCK_CONNECTOR(Direction.TO_CHARGER, UnlockConnector.Request.class, UnlockConnector.Response.class),
    UPDATE_FIRMWARE(Direction.TO_CHARGER, UpdateFirmware.Request.class, UpdateFirmware.Response.class),

    // Security extension.
    LOG_STATUS_NOTIFICATION(
            Direction.FROM_CHARGER, LogStatusNotification.Request.class, LogStatusNotification.Response.class),
    SECURITY_EVENT_NOTIFICATION(
            Direction.FROM_CHARGER, SecurityEventNotification.Request.class, SecurityEventNotification.Response.class),
    SIGN_CERTIFICATE(Direction.FROM_CHARGER, SignCertificate.Request.class, SignCertificate.Response.class),
    SIGNED_FIRMWARE_STATUS_NOTIFICATION(
            Direction.FROM_CHARGER,
            SignedFirmwareStatusNotification.Request.class,
            SignedFirmwareStatusNotification.Response.class),
    CERTIFICATE_SIGNED(Direction.TO_CHARGER, CertificateSigned.Request.class, CertificateSigned.Response.class),
    DELETE_CERTIFICATE(Direction.TO_CHARGER, DeleteCertificate.Request.class, DeleteCertificate.Response.class),
    EXTENDED_TRIGGER_MESSAGE(
            Direction.TO_CHARGER, ExtendedTriggerMessage.Request.class, ExtendedTriggerMessage.Response.class),
    GET_INSTALLED_CERTIFICATE_IDS(
            Direction.TO_CHARGER, GetInstalledCertificateIds.Request.class, GetInstalledCertificateIds.Response.class),
    GET_LOG(Direction.TO_CHARGER, GetLog.Request.class, GetLog.Response.class),
    INSTALL_CERTIFICATE(Direction.TO_CHARGER, InstallCertificate.Request.class, InstallCertificate.Response.class),
    SIGNED_UPDATE_FIRMWARE(
            Direction.TO_CHARGER, SignedUpdateFirmware.Request.class, SignedUpdateFirmware.Response.class);

    /** Who may send the CALL. */
    public enum Direction {
        FROM_CHARGER,
        TO_CHARGER,
        BOTH_WAYS
    }

    private static final Map<String, Action> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Action::wire, Function.identity()));

    private static final Map<Class<?>, Action> BY_REQUEST = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(action -> action.requestType, Function.identity()));

    private final Direction direction;
    private final Class<? extends OcppRequest> requestType;

    @SuppressWarnings("ImmutableEnumChecker") // never changes once derived
    private final RecordShape<? extends OcppRequest> request;

    @SuppressWarnings("ImmutableEnumChecker") // as above
    private final RecordShape<? extends OcppResponse> response;

    Action(Direction direction, Class<? extends OcppRequest> requestType, Class<? extends OcppResponse> responseType) {
        this.direction = direction;
        this.requestType = requestType;
        this.request = RecordShape.of(requestType);
        this.response = RecordShape.of(responseType);
    }

    /** The action with exactly this name, letter case included. */
    public static Optional<Action> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The action a request is for. */
    public static Action of(OcppRequest request) {
        var action = BY_REQUEST.get(request.getClass());
        if (action == null) {
            throw new IllegalArgumentException(
                    "No action has the request " + request.getClass().getName());
        }
        return action;
    }

    /** The name on the wire: that of the file it is defined in. */
    public String wire() {
        return requestType.getDeclaringClass().getSimpleName();
    }

    public Direction direction() {
        return direction;
    }

    public boolean comesFromCharger() {
        return direction != Direction.TO_CHARGER;
    }

    public boolean goesToCharger() {
        return direction != Direction.FROM_CHARGER;
    }

    /** @param tolerated what this charger may do that OCPP does not allow */
    public Parsed<OcppRequest> readRequest(JsonNode payload, Set<Deviation> tolerated) {
        return RecordShape.parse(request, payload, tolerated);
    }

    /** As {@link #readRequest}, for the answer. */
    public Parsed<OcppResponse> readResponse(JsonNode payload, Set<Deviation> tolerated) {
        return RecordShape.parse(response, payload, tolerated);
    }

    /** The payload, its members in the order of OCPP's schema; writing throws IllegalArgumentException when a limit is broken. */
    public Json.Part write(OcppRequest payload) {
        return out -> request.write(payload, out);
    }

    /** As {@link #write(OcppRequest)}, for the answer. */
    public Json.Part write(OcppResponse payload) {
        return out -> response.write(payload, out);
    }
}
