package com.flexicharge.ocpp.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.frame.Call;
import com.flexicharge.ocpp.frame.CallError;
import com.flexicharge.ocpp.frame.CallResult;
import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.frame.Decoded.Cause;
import com.flexicharge.ocpp.frame.Decoded.Ignored;
import com.flexicharge.ocpp.frame.Decoded.Malformed;
import com.flexicharge.ocpp.frame.Decoded.Received;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.Elements;
import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.frame.Fault;
import com.flexicharge.ocpp.frame.FrameWriter;
import com.flexicharge.ocpp.frame.MessageId;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.DataTransfer;
import com.flexicharge.ocpp.message.MeterValue;
import com.flexicharge.ocpp.message.MeterValues;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.OcppResponse;
import com.flexicharge.ocpp.message.Parsed;
import com.flexicharge.ocpp.message.Reading;
import com.flexicharge.ocpp.message.Readings;
import com.flexicharge.ocpp.message.StopTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * OCPP 1.6J as specified.
 *
 * @param tolerated what this charger may do that OCPP does not allow; nothing by default
 */
public record Strict16(Set<Deviation> tolerated) implements Dialect {
    /** OCPP-J 1.6 §4.1.4. */
    private static final int MAX_ID_CHARACTERS = 36;

    public Strict16 {
        tolerated = Set.copyOf(tolerated);
    }

    public Strict16() {
        this(Set.of());
    }

    @Override
    public Decoded decode(String text) {
        var elements = Elements.of(text);
        return elements.messageType()
                .map(type -> switch (type) {
                    case 2 -> decodeCall(elements, text);
                    case 3 -> decodeResult(elements, text);
                    case 4 -> decodeError(elements, text);
                    default -> new Ignored(Cause.UNKNOWN_MESSAGE_TYPE);
                })
                .orElseGet(() -> malformed(
                        MessageId.UNREADABLE, "A message is a JSON array that begins with its type", Optional.empty()));
    }

    private Decoded decodeCall(Elements call, String text) {
        var id = call.id().filter(any -> !any.number() || tolerated.contains(Deviation.NUMERIC_MESSAGE_ID));
        if (id.isEmpty() || !isValid(id.get())) {
            return malformed(
                    id.orElse(MessageId.UNREADABLE),
                    "The message id must be a string of 1 to 36 characters",
                    call.action());
        }
        return call.action()
                .map(action -> decodePayload(id.get(), action, call, text))
                .orElseGet(() -> malformed(id.get(), "The action must be a string", Optional.empty()));
    }

    private Decoded decodePayload(MessageId id, String action, Elements call, String text) {
        if (call.excessive()) {
            return refused(
                    id, ErrorCode.FORMATION_VIOLATION, "The payload is nested too deep or has endless numbers", action);
        }
        if (call.count() > 4) {
            return refused(id, ErrorCode.FORMATION_VIOLATION, "A CALL has four elements", action);
        }
        if (call.count() < 4) {
            return refused(id, ErrorCode.PROTOCOL_ERROR, "The payload is missing", action);
        }
        if (!(call.at(3) instanceof ObjectNode payload)) {
            return refused(id, ErrorCode.FORMATION_VIOLATION, "The payload must be an object", action);
        }
        return new Received(new Call(id, action, payload, text), deviations(id));
    }

    private static List<Deviation> deviations(MessageId id) {
        return id.number() ? List.of(Deviation.NUMERIC_MESSAGE_ID) : List.of();
    }

    private static boolean isValid(MessageId id) {
        var characters = id.text().codePointCount(0, id.text().length());
        return characters >= 1 && characters <= MAX_ID_CHARACTERS;
    }

    private static Decoded decodeResult(Elements result, String text) {
        JsonNode payload = result.excessive() ? MissingNode.getInstance() : result.at(2);
        return result.id()
                .<Decoded>map(id -> new Received(new CallResult(id, payload, text)))
                .orElseGet(() -> new Ignored(Cause.ANSWER_WITHOUT_ID));
    }

    private static Decoded decodeError(Elements error, String text) {
        return error.id()
                .<Decoded>map(id -> new Received(
                        new CallError(id, error.at(2).asText(""), error.at(3).asText(""), error.at(4), text)))
                .orElseGet(() -> new Ignored(Cause.ANSWER_WITHOUT_ID));
    }

    private static Decoded malformed(MessageId id, String description, Optional<String> action) {
        return new Malformed(id, Fault.of(ErrorCode.FORMATION_VIOLATION, description), action);
    }

    private static Decoded refused(MessageId id, ErrorCode code, String description, String action) {
        return new Malformed(id, Fault.of(code, description), Optional.of(action));
    }

    @Override
    public Parsed<OcppRequest> readRequest(Call call) {
        return Action.named(call.action())
                .map(action -> read(action, call))
                .orElseGet(() -> refusal(ErrorCode.NOT_IMPLEMENTED, call.action() + " is no action of OCPP 1.6"));
    }

    private Parsed<OcppRequest> read(Action action, Call call) {
        var request = action.readRequest(call.payload(), tolerated);
        if (action.comesFromCharger() || isMalformed(request)) {
            return countingKWhAsWh(request);
        }
        return refusal(ErrorCode.NOT_SUPPORTED, action.wire() + " is sent by the central system only");
    }

    /** The one rule that shows in values and not in their form. */
    private Parsed<OcppRequest> countingKWhAsWh(Parsed<OcppRequest> request) {
        if (!tolerated.contains(Deviation.KWH_AS_WH)
                || !(request instanceof Parsed.Valid<OcppRequest> valid)
                || !Readings.hasWattHours(values(valid.value()))) {
            return request;
        }
        var met = new ArrayList<>(valid.deviations());
        met.add(Deviation.KWH_AS_WH);
        return new Parsed.Valid<>(valid.value(), met);
    }

    private static List<MeterValue> values(OcppRequest request) {
        if (request instanceof MeterValues.Request values) {
            return values.meterValue();
        }
        return request instanceof StopTransaction.Request stop
                ? stop.transactionData().orElse(List.of())
                : List.of();
    }

    /** An unknown member is answered before anything else that is wrong. */
    private static boolean isMalformed(Parsed<OcppRequest> request) {
        return request instanceof Parsed.Refused<OcppRequest> refused
                && refused.fault().code() == ErrorCode.FORMATION_VIOLATION;
    }

    private static Parsed<OcppRequest> refusal(ErrorCode code, String description) {
        return new Parsed.Refused<>(Fault.of(code, description), List.of());
    }

    @Override
    public Parsed<OcppResponse> readResponse(Action action, CallResult result) {
        return action.readResponse(result.payload(), tolerated);
    }

    @Override
    public boolean sends(Action action) {
        return action.goesToCharger();
    }

    @Override
    public String writeCall(String id, OcppRequest request) {
        var action = Action.of(request);
        return FrameWriter.call(id, action.wire(), action.write(request));
    }

    @Override
    public String writeCall(String id, OcppRequest request, String payload) {
        return FrameWriter.call(id, Action.of(request).wire(), out -> out.writeRawValue(payload));
    }

    @Override
    public String writeResult(Call call, OcppResponse response) {
        var action = Action.named(call.action()).orElseThrow();
        return FrameWriter.result(call.id(), action.write(response));
    }

    @Override
    public String writeError(MessageId id, Fault fault) {
        return FrameWriter.error(id, fault);
    }

    @Override
    public List<Reading> readings(List<MeterValue> values) {
        return Readings.of(values, tolerated.contains(Deviation.KWH_AS_WH));
    }

    @Override
    public Optional<MeterValues.Request> chargeLevel(DataTransfer.Request transfer) {
        return ChargeLevelUpdate.read(transfer);
    }
}
