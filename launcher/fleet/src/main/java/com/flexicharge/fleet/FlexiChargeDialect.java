package com.flexicharge.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;

/** As the FlexiCharge station's firmware speaks: one id for all it says, times as numbers, actions inside answers, no ids of ours. */
final class FlexiChargeDialect implements Dialect {
    private static final String ID = "B4BC8F62";

    @Override
    public String path(String serial) {
        return "/charger/" + serial;
    }

    /** It keeps its session over a lost socket; only a boot would tell that it has none. */
    @Override
    public boolean bootsOnConnect() {
        return false;
    }

    @Override
    public boolean hasIds() {
        return false;
    }

    @Override
    public String id(String action) {
        return ID;
    }

    @Override
    public Make usualMake() {
        return new Make("AVT-Company", "AVT-Express", "");
    }

    @Override
    public String boot(Make make) {
        return "{\"chargePointVendor\":\"" + make.vendor() + "\",\"chargePointModel\":\"" + make.model() + "\"}";
    }

    @Override
    public String status(String word, String errorCode) {
        return "{\"connectorId\":\"1\",\"errorCode\":\"" + (errorCode.equals(NO_ERROR) ? "" : errorCode)
                + "\",\"status\":\"" + word + "\"}";
    }

    /** Seconds with milliseconds behind the point. */
    @Override
    public String time(Instant at) {
        return BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString();
    }

    @Override
    public String start(Charge charge) {
        return "{\"connectorId\":\"1\",\"id_tag\":null,\"meterStart\":" + charge.meterStart + ",\"timestamp\":"
                + charge.startRaw + ",\"reservationId\":null}";
    }

    @Override
    public String reading(Charge charge, Charge.Reading reading) {
        return "{\"connectorId\":1,\"transactionId\":1,\"timestamp\":" + reading.raw
                + ",\"values\":{" + more(reading) + "\"chargedSoFar\":{\"value\":" + reading.meterWh
                + ",\"unit\":\"Wh\",\"measurand\":\"Energy.Active.Import\"}}}";
    }

    private static String more(Charge.Reading reading) {
        var current = reading.current;
        return current == null
                ? ""
                : "\"chargingPercent\":{\"value\":" + current.percent()
                        + ",\"unit\":\"%\",\"measurand\":\"SoC\"},\"chargingPower\":{\"value\":" + current.powerW()
                        + ",\"unit\":\"W\",\"measurand\":\"Power.Active.Import\"},";
    }

    @Override
    public boolean keepsReadings() {
        return false;
    }

    @Override
    public String stop(Charge charge) {
        return "{\"idTag\":null,\"meterStop\":" + charge.meterStop + ",\"timestamp\":" + charge.stopRaw
                + ",\"transactionId\":1,\"reason\":\"" + (charge.stopReason == null ? "Local" : charge.stopReason)
                + "\",\"transactionData\":null}";
    }

    @Override
    public JsonNode payload(JsonNode result) {
        return result.path(3);
    }

    @Override
    public String result(String id, String action, String payload) {
        return "[3,\"" + id + "\",\"" + action + "\"," + payload + "]";
    }
}
