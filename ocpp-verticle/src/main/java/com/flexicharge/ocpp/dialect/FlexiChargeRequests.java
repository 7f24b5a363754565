package com.flexicharge.ocpp.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.frame.Fault;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.Authorize;
import com.flexicharge.ocpp.message.BootNotification;
import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.ocpp.message.DataTransfer;
import com.flexicharge.ocpp.message.Decimals;
import com.flexicharge.ocpp.message.Heartbeat;
import com.flexicharge.ocpp.message.MeterValues;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.Parsed;
import com.flexicharge.ocpp.message.StartTransaction;
import com.flexicharge.ocpp.message.StatusNotification;
import com.flexicharge.ocpp.message.StopTransaction;
import com.flexicharge.ocpp.message.Term;
import com.flexicharge.ocpp.message.Words;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads one payload of a FlexiCharge charger into OCPP's terms and notes where it leaves them. Nearly nothing is refused. */
final class FlexiChargeRequests {
    /** One connector a charger; what the charger calls it does not matter. */
    private static final int CONNECTOR = 1;

    /** A FlexiCharge charger knows one tag only. */
    private static final String ID_TAG = "1";

    private final Members members;
    private final Set<Deviation> met = EnumSet.noneOf(Deviation.class);

    FlexiChargeRequests(ObjectNode payload) {
        this.members = new Members(payload);
    }

    /** @param name of an action, known or not */
    Parsed<OcppRequest> read(String name) {
        if (members.hasNull()) {
            met.add(Deviation.NULL_MEMBER);
        }
        return Action.named(name).flatMap(this::known).orElseGet(() -> notImplemented(name));
    }

    /** Every action is named, so that a new one cannot be forgotten here. */
    private Optional<Parsed<OcppRequest>> known(Action action) {
        return switch (action) {
            case AUTHORIZE -> valid(new Authorize.Request(ID_TAG));
            case BOOT_NOTIFICATION -> valid(boot());
            case DATA_TRANSFER -> valid(dataTransfer());
            case HEARTBEAT -> valid(new Heartbeat.Request());
            case METER_VALUES -> valid(meterValues());
            case START_TRANSACTION -> valid(start());
            case STATUS_NOTIFICATION -> Optional.of(status());
            case STOP_TRANSACTION -> valid(stop());
            case DIAGNOSTICS_STATUS_NOTIFICATION,
                    FIRMWARE_STATUS_NOTIFICATION,
                    LOG_STATUS_NOTIFICATION,
                    SECURITY_EVENT_NOTIFICATION,
                    SIGN_CERTIFICATE,
                    SIGNED_FIRMWARE_STATUS_NOTIFICATION,
                    CANCEL_RESERVATION,
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
                    SIGNED_UPDATE_FIRMWARE -> Optional.empty();
        };
    }

    private Optional<Parsed<OcppRequest>> valid(OcppRequest request) {
        return Optional.of(new Parsed.Valid<>(request, new ArrayList<>(met)));
    }

    private Parsed<OcppRequest> refused(ErrorCode code, String description) {
        return new Parsed.Refused<>(Fault.of(code, description), new ArrayList<>(met));
    }

    private Parsed<OcppRequest> notImplemented(String name) {
        return refused(ErrorCode.NOT_IMPLEMENTED, "The *" + name + "* function is not implemented yet.");
    }

    private BootNotification.Request boot() {
        return new BootNotification.Request(
                members.text("chargePointVendor", 20).orElse(""),
                members.text("chargePointModel", 20).orElse(""),
                members.text("chargePointSerialNumber", 25),
                members.text("chargeBoxSerialNumber", 25),
                members.text("firmwareVersion", 50),
                members.text("iccid", 20),
                members.text("imsi", 20),
                members.text("meterType", 25),
                members.text("meterSerialNumber", 25));
    }

    private DataTransfer.Request dataTransfer() {
        return new DataTransfer.Request(
                members.text("vendorId", 255).orElse(""),
                members.text("messageId", 50),
                members.find("data")
                        .map(data -> Texts.storable(data.isTextual() ? data.textValue() : data.toString())));
    }

    private Parsed<OcppRequest> status() {
        noteConnector();
        var status = members.find("status").flatMap(word -> Words.of(StatusNotification.Status.class, word.asText()));
        return status.<Parsed<OcppRequest>>map(
                        word -> new Parsed.Valid<>(statusNotification(word), new ArrayList<>(met)))
                .orElseGet(() -> refused(ErrorCode.GENERIC_ERROR, "invalidStatus"));
    }

    private StatusNotification.Request statusNotification(StatusNotification.Status status) {
        return new StatusNotification.Request(
                CONNECTOR,
                errorCode(),
                members.text("info", 50),
                status,
                members.find("timestamp").map(this::time),
                members.text("vendorId", 255),
                members.text("vendorErrorCode", 50));
    }

    private Term<StatusNotification.ErrorCode> errorCode() {
        if (members.find("errorCode").filter(code -> code.asText().isEmpty()).isPresent()) {
            met.add(Deviation.EMPTY_ERROR_CODE);
        }
        return members.text("errorCode", 50)
                .map(text -> Term.of(StatusNotification.ErrorCode.class, text))
                .orElseGet(() -> Term.of(StatusNotification.ErrorCode.NO_ERROR));
    }

    private StartTransaction.Request start() {
        noteConnector();
        noteIdTag();
        if (members.find("reservationId").filter(JsonNode::isTextual).isPresent()) {
            met.add(Deviation.RESERVATION_ID_TEXT);
        }
        return new StartTransaction.Request(
                CONNECTOR, Optional.empty(), meter("meterStart"), Optional.empty(), timestamp());
    }

    private StopTransaction.Request stop() {
        noteIdTag();
        noteTransactionId();
        return new StopTransaction.Request(
                Optional.empty(),
                meter("meterStop"),
                timestamp(),
                Optional.empty(),
                members.text("reason", 50).map(text -> Term.of(StopTransaction.Reason.class, text)),
                Optional.empty());
    }

    private MeterValues.Request meterValues() {
        noteConnector();
        noteTransactionId();
        return new MeterValues.Request(
                CONNECTOR, Optional.empty(), new FlexiChargeMeterValues(members, met).read(timestamp()));
    }

    private ChargerTime timestamp() {
        return members.find("timestamp").map(this::time).orElse(ChargerTime.ABSENT);
    }

    private ChargerTime time(JsonNode node) {
        if (node.isNumber()) {
            met.add(Deviation.TIMESTAMP_NUMBER);
        }
        return EpochTime.read(node);
    }

    /** Whole Wh; absent when there is no number, or one no meter shows. */
    private Optional<Long> meter(String name) {
        if (members.find(name).filter(JsonNode::isFloatingPointNumber).isPresent()) {
            met.add(Deviation.FLOAT_METER);
        }
        return members.number(name).flatMap(Decimals::floor).filter(energyWh -> energyWh >= 0);
    }

    private void noteConnector() {
        var connector = members.find("connectorId");
        if (connector.isEmpty()) {
            met.add(Deviation.CONNECTOR_ID_MISSING);
        } else if (connector.get().isTextual()) {
            met.add(Deviation.CONNECTOR_ID_TEXT);
        }
    }

    private void noteIdTag() {
        var tag = members.find("idTag");
        if (!members.isSpelledRight("idTag")
                || tag.filter(value -> !value.isTextual()).isPresent()) {
            met.add(Deviation.ID_TAG_SPELLING);
        }
    }

    private void noteTransactionId() {
        if (members.find("transactionId").isPresent()) {
            met.add(Deviation.TRANSACTION_ID_IGNORED);
        }
    }
}
