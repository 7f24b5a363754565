package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.Authorize;
import com.flexicharge.ocpp.message.BootNotification;
import com.flexicharge.ocpp.message.DataTransfer;
import com.flexicharge.ocpp.message.DiagnosticsStatusNotification;
import com.flexicharge.ocpp.message.FirmwareStatusNotification;
import com.flexicharge.ocpp.message.Heartbeat;
import com.flexicharge.ocpp.message.LogStatusNotification;
import com.flexicharge.ocpp.message.MeterValues;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.SecurityEventNotification;
import com.flexicharge.ocpp.message.SignCertificate;
import com.flexicharge.ocpp.message.SignedFirmwareStatusNotification;
import com.flexicharge.ocpp.message.StartTransaction;
import com.flexicharge.ocpp.message.StatusNotification;
import com.flexicharge.ocpp.message.StopTransaction;
import com.flexicharge.shared.bus.Bus;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

/** The table of all actions: each has a handler, or a line that says why not. An action that is forgotten does not compile. */
public final class CallRouter {
    private static final Route OURS_TO_SEND = new Route.Unhandled("is sent by the central system only");

    private final Map<Action, Route> routes = new EnumMap<>(Action.class);

    /**
     * @param heartbeatIntervalSeconds what strict chargers are told when they boot
     * @param witness                  told of sessions that began and ended
     */
    public CallRouter(Bus bus, Clock clock, int heartbeatIntervalSeconds, SessionWitness witness) {
        var readings = new ReadingsRecorder(bus);
        for (var action : Action.values()) {
            routes.put(action, route(action, bus, clock, heartbeatIntervalSeconds, readings, witness));
        }
    }

    Route route(Action action) {
        return routes.getOrDefault(action, OURS_TO_SEND);
    }

    private static Route route(
            Action action,
            Bus bus,
            Clock clock,
            int heartbeatIntervalSeconds,
            ReadingsRecorder readings,
            SessionWitness witness) {
        var jobs = new JobReports(bus);
        return switch (action) {
            case AUTHORIZE -> handled(Authorize.Request.class, new AuthorizeHandler(bus));
            case BOOT_NOTIFICATION ->
                handled(
                        BootNotification.Request.class,
                        new BootNotificationHandler(bus, clock, heartbeatIntervalSeconds));
            case DATA_TRANSFER -> handled(DataTransfer.Request.class, new DataTransferHandler(readings));
            case HEARTBEAT -> handled(Heartbeat.Request.class, new HeartbeatHandler(clock));
            case METER_VALUES -> handled(MeterValues.Request.class, new MeterValuesHandler(readings));
            case START_TRANSACTION ->
                handled(StartTransaction.Request.class, new StartTransactionHandler(bus, witness));
            case STATUS_NOTIFICATION -> handled(StatusNotification.Request.class, new StatusNotificationHandler(bus));
            case STOP_TRANSACTION ->
                handled(StopTransaction.Request.class, new StopTransactionHandler(bus, readings, witness));

            case DIAGNOSTICS_STATUS_NOTIFICATION ->
                handled(DiagnosticsStatusNotification.Request.class, new DiagnosticsStatusNotificationHandler(jobs));
            case FIRMWARE_STATUS_NOTIFICATION ->
                handled(FirmwareStatusNotification.Request.class, new FirmwareStatusNotificationHandler(jobs));
            case LOG_STATUS_NOTIFICATION ->
                handled(LogStatusNotification.Request.class, new LogStatusNotificationHandler(jobs));
            case SIGNED_FIRMWARE_STATUS_NOTIFICATION ->
                handled(
                        SignedFirmwareStatusNotification.Request.class,
                        new SignedFirmwareStatusNotificationHandler(jobs));
            case SECURITY_EVENT_NOTIFICATION ->
                handled(SecurityEventNotification.Request.class, new SecurityEventNotificationHandler(bus));
            case SIGN_CERTIFICATE -> handled(SignCertificate.Request.class, new SignCertificateHandler(bus));

            case CANCEL_RESERVATION,
                    CHANGE_AVAILABILITY,
                    CHANGE_CONFIGURATION,
                    CLEAR_CACHE,
                    CLEAR_CHARGING_PROFILE,
                    GET_COMPOSITE_SCHEDULE,
                    GET_CONFIGURATION,
                    GET_DIAGNOSTICS,
                    GET_LOCAL_LIST_VERSION,
                    REMOTE_START_TRANSACTION,
                    REMOTE_STOP_TRANSACTION,
                    RESERVE_NOW,
                    RESET,
                    SEND_LOCAL_LIST,
                    SET_CHARGING_PROFILE,
                    TRIGGER_MESSAGE,
                    UNLOCK_CONNECTOR,
                    UPDATE_FIRMWARE,
                    CERTIFICATE_SIGNED,
                    DELETE_CERTIFICATE,
                    EXTENDED_TRIGGER_MESSAGE,
                    GET_INSTALLED_CERTIFICATE_IDS,
                    GET_LOG,
                    INSTALL_CERTIFICATE,
                    SIGNED_UPDATE_FIRMWARE -> OURS_TO_SEND;
        };
    }

    private static <Q extends OcppRequest> Route handled(Class<Q> type, CallHandler<Q> handler) {
        return new Route.Handled<>(type, handler);
    }
}
