package com.flexicharge.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/** OCPP 1.6J as the standard has it. */
final class StrictDialect implements Dialect {
    @Override
    public String path(String serial) {
        return "/ocpp/" + serial;
    }

    @Override
    public boolean bootsOnConnect() {
        return true;
    }

    @Override
    public boolean hasIds() {
        return true;
    }

    @Override
    public String id(String action) {
        return UUID.randomUUID().toString();
    }

    @Override
    public Make usualMake() {
        return Make.FLEET;
    }

    @Override
    public String boot(Make make) {
        return "{\"chargePointVendor\":\"" + make.vendor() + "\",\"chargePointModel\":\"" + make.model()
                + "\",\"firmwareVersion\":\"" + make.firmwareVersion() + "\"}";
    }

    @Override
    public String status(String word, String errorCode) {
        return "{\"connectorId\":1,\"errorCode\":\"" + errorCode + "\",\"status\":\"" + word + "\"}";
    }

    @Override
    public String time(Instant at) {
        return at.toString();
    }

    @Override
    public String start(Charge charge) {
        return "{\"connectorId\":" + charge.connector + ",\"idTag\":\"" + charge.idTag + "\",\"meterStart\":"
                + charge.meterStart + ",\"timestamp\":\"" + charge.startRaw + "\"}";
    }

    @Override
    public String reading(Charge charge, Charge.Reading reading) {
        return "{\"connectorId\":" + charge.connector + ","
                + (charge.isKnown() ? "\"transactionId\":" + charge.transactionID() + "," : "")
                + "\"meterValue\":[{\"timestamp\":\"" + reading.raw + "\",\"sampledValue\":[{\"value\":\""
                + reading.meterWh + "\"}" + more(reading) + "]}]}";
    }

    private static String more(Charge.Reading reading) {
        var current = reading.current;
        return current == null
                ? ""
                : ",{\"value\":\"" + current.powerW() + "\",\"measurand\":\"Power.Active.Import\",\"unit\":\"W\"}"
                        + (current.tellsPercent()
                                ? ",{\"value\":\"" + current.percent()
                                        + "\",\"measurand\":\"SoC\",\"unit\":\"Percent\"}"
                                : "");
    }

    @Override
    public boolean keepsReadings() {
        return true;
    }

    @Override
    public String stop(Charge charge) {
        return "{\"idTag\":\"" + charge.idTag + "\",\"meterStop\":" + charge.meterStop + ",\"timestamp\":\""
                + charge.stopRaw + "\",\"transactionId\":" + charge.transactionID()
                + (charge.stopReason == null ? "" : ",\"reason\":\"" + charge.stopReason + "\"") + "}";
    }

    @Override
    public JsonNode payload(JsonNode result) {
        return result.path(2);
    }

    @Override
    public String result(String id, String action, String payload) {
        return "[3,\"" + id + "\"," + payload + "]";
    }
}
