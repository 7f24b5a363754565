package com.flexicharge.ocpp.dialect;

import com.fasterxml.jackson.databind.JsonNode;
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
import com.flexicharge.ocpp.frame.Json;
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
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the FlexiCharge charge station and its minimal simulator speak: OCPP's conversations with forms of their own. Sessions belong to
 * the connection, so ids of transactions, tags and reservations are not read.
 *
 * @param connectorID the charger's public number, which is on its display and in its reservations
 */
public record FlexiCharge(int connectorID) implements Dialect {
    /** Sent to a charger whose serial number is unknown, before its socket is closed with 1008. The id is a number. */
    public static final String UNKNOWN_SERIAL_FRAME =
            "[4,1337,\"SecurityError\",\"Serial number was not found in database.\",{}]";

    public static final String VENDOR_ID = "com.flexicharge";

    /** The message inside DataTransfer that carries a reading; see {@link Dialect#chargeLevel}. */
    public static final String CHARGE_LEVEL_UPDATE = "ChargeLevelUpdate";

    private static final String UNREADABLE = "The message could not be read.";

    /** The CALLs of ours the firmware knows. */
    private static final Set<Action> SENT = Set.of(
            Action.CANCEL_RESERVATION,
            Action.DATA_TRANSFER,
            Action.REMOTE_START_TRANSACTION,
            Action.REMOTE_STOP_TRANSACTION,
            Action.RESERVE_NOW);

    @Override
    public Decoded decode(String text) {
        var elements = Elements.of(text);
        var type = elements.messageType().orElse(-1);
        if (type == 3) {
            return answer(elements.id().map(id -> result(id, elements, text)));
        }
        if (type == 4) {
            return answer(elements.id().map(id -> error(id, elements, text)));
        }
        if (elements.id().isEmpty()) {
            return unreadable(MessageId.UNREADABLE, UNREADABLE, elements.action());
        }
        var id = elements.id().get();
        return type == 2 ? call(id, elements, text) : unreadable(id, "MessageTypeID is invalid", Optional.empty());
    }

    private static Decoded call(MessageId id, Elements elements, String text) {
        var action = elements.action();
        if (action.isEmpty() || elements.excessive()) {
            return unreadable(id, UNREADABLE, action);
        }
        return new Received(new Call(id, action.get(), object(elements.at(3)), text));
    }

    private static Received result(MessageId id, Elements elements, String text) {
        // the payload is the last element, if that is an object: at index 3 in the charger's own form, at 2 in OCPP's
        var payload = object(elements.count() > 3 ? elements.at(3) : elements.at(2));
        var deviations = elements.count() > 3 ? List.of(Deviation.FOUR_ELEMENT_RESULT) : List.<Deviation>of();
        return new Received(new CallResult(id, payload, text), deviations);
    }

    private static Received error(MessageId id, Elements elements, String text) {
        return new Received(
                new CallError(id, elements.at(2).asText(""), elements.at(3).asText(""), elements.at(4), text));
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : Json.MAPPER.createObjectNode();
    }

    private static Decoded answer(Optional<Received> frame) {
        return frame.<Decoded>map(received -> received).orElseGet(() -> new Ignored(Cause.ANSWER_WITHOUT_ID));
    }

    private static Decoded unreadable(MessageId id, String description, Optional<String> action) {
        return new Malformed(id, Fault.of(ErrorCode.GENERIC_ERROR, description), action);
    }

    @Override
    public Parsed<OcppRequest> readRequest(Call call) {
        return new FlexiChargeRequests(call.payload()).read(call.action());
    }

    /** Whatever a charger adds to its answer is dropped; without a status it is no answer. */
    @Override
    public Parsed<OcppResponse> readResponse(Action action, CallResult result) {
        return action.readResponse(result.payload(), EnumSet.allOf(Deviation.class));
    }

    @Override
    public boolean sends(Action action) {
        return SENT.contains(action);
    }

    @Override
    public String writeCall(String id, OcppRequest request) {
        return new FlexiChargeWriter(connectorID).call(id, request);
    }

    /** Its forms are its own: what was written is only where the values come from. */
    @Override
    public String writeCall(String id, OcppRequest request, String payload) {
        return writeCall(id, request);
    }

    @Override
    public String writeResult(Call call, OcppResponse response) {
        return new FlexiChargeWriter(connectorID).result(call, response);
    }

    @Override
    public String writeError(MessageId id, Fault fault) {
        return FrameWriter.error(id, fault);
    }

    /** A session's energy where a strict charger would count an interval's. */
    @Override
    public List<Reading> readings(List<MeterValue> values) {
        return Readings.of(values, false).stream()
                .map(Reading::withIntervalAsDelivered)
                .toList();
    }

    /** Its transaction id means as little as everywhere in this dialect. */
    @Override
    public Optional<MeterValues.Request> chargeLevel(DataTransfer.Request transfer) {
        return ChargeLevelUpdate.read(transfer)
                .map(level -> new MeterValues.Request(level.connectorId(), Optional.empty(), level.meterValue()));
    }

    /**
     * What the display needs after every boot; without the price the firmware answers Rejected.
     *
     * @param pricePerKwhOre what a user would pay now, öre per kWh; shown in SEK
     */
    public DataTransfer.Request bootData(int pricePerKwhOre) {
        var data = Json.text(out -> {
            out.writeStartObject();
            out.writeNumberField("connectorID", connectorID);
            out.writeNumberField("chargingPrice", sek(pricePerKwhOre));
            out.writeEndObject();
        });
        return new DataTransfer.Request(VENDOR_ID, Optional.of("BootData"), Optional.of(data));
    }

    /** 3.33 for 333, 3 for 300. */
    private static BigDecimal sek(int ore) {
        var price = BigDecimal.valueOf(ore, 2).stripTrailingZeros();
        return price.scale() < 0 ? price.setScale(0) : price;
    }
}
