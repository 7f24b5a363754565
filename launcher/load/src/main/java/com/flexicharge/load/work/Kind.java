package com.flexicharge.load.work;

import com.flexicharge.load.wire.OutFrame;

/** A message of a charger's, with what it says; as short as chargers usually put it. */
public enum Kind {
    BOOT(
            "BootNotification",
            (frame, charger, time) -> frame.add("\"chargePointVendor\":\"FlexiCharge\",")
                    .add("\"chargePointModel\":\"Load\",\"firmwareVersion\":\"1.0\"")),
    HEARTBEAT("Heartbeat", (frame, charger, time) -> {}),
    AVAILABLE("StatusNotification", status(1, "Available")),
    SECOND_AVAILABLE("StatusNotification", status(2, "Available")),
    PREPARING("StatusNotification", status(1, "Preparing")),
    CHARGING("StatusNotification", status(1, "Charging")),
    FINISHING("StatusNotification", status(1, "Finishing")),
    START(
            "StartTransaction",
            (frame, charger, time) -> frame.add("\"connectorId\":1,\"idTag\":\"")
                    .add(charger.idTag())
                    .add("\",\"meterStart\":")
                    .add(charger.meterWh())
                    .add(",\"timestamp\":\"")
                    .add(time)
                    .add("\"")),
    /** Three samples: energy, power, state of charge. */
    METER(
            "MeterValues",
            (frame, charger, time) -> frame.add("\"connectorId\":1,\"transactionId\":")
                    .add(charger.transactionID())
                    .add(",\"meterValue\":[{\"timestamp\":\"")
                    .add(time)
                    .add("\",\"sampledValue\":[{\"value\":\"")
                    .add(charger.meterWh())
                    .add("\",\"measurand\":\"Energy.Active.Import.Register\",\"unit\":\"Wh\"},{\"value\":\"")
                    .add(11_000 + charger.meterWh() % 100)
                    .add("\",\"measurand\":\"Power.Active.Import\",\"unit\":\"W\"},{\"value\":\"")
                    .add(charger.meterWh() % 100)
                    .add("\",\"measurand\":\"SoC\",\"unit\":\"Percent\"}]}]")),
    STOP(
            "StopTransaction",
            (frame, charger, time) -> frame.add("\"transactionId\":")
                    .add(charger.transactionID())
                    .add(",\"idTag\":\"")
                    .add(charger.idTag())
                    .add("\",\"meterStop\":")
                    .add(charger.meterWh())
                    .add(",\"timestamp\":\"")
                    .add(time)
                    .add("\",\"reason\":\"Local\""));

    private interface Payload {
        void write(OutFrame frame, LoadCharger charger, String time);
    }

    private final String action;

    @SuppressWarnings("ImmutableEnumChecker") // Each is a lambda that keeps nothing but words.
    private final Payload payload;

    Kind(String action, Payload payload) {
        this.action = action;
        this.payload = payload;
    }

    /** As OCPP calls it; latencies are told apart by it. */
    public String action() {
        return action;
    }

    void write(OutFrame frame, LoadCharger charger, long number, String time) {
        frame.add("[2,\"")
                .add(charger.number())
                .add("-")
                .add(number)
                .add("\",\"")
                .add(action)
                .add("\",{");
        payload.write(frame, charger, time);
        frame.add("}]");
    }

    private static Payload status(int connector, String word) {
        return (frame, charger, time) -> frame.add("\"connectorId\":")
                .add(connector)
                .add(",\"errorCode\":\"NoError\",\"status\":\"")
                .add(word)
                .add("\",\"timestamp\":\"")
                .add(time)
                .add("\"");
    }
}
