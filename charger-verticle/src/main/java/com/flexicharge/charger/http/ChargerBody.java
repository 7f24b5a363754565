package com.flexicharge.charger.http;

import com.flexicharge.charger.SerialNumber;
import com.flexicharge.charger.Words;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.AddCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChangeCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.PutCharger;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.http.Body;
import com.flexicharge.shared.http.HttpExchange;
import java.util.Optional;

/** Reads what a client wants of a charger. */
final class ChargerBody {
    private static final String BAD_SERIAL_NUMBER = "invalidSerialNumber";
    private static final String BAD_CHARGE_POINT = "invalidChargePointID";

    private final HttpExchange exchange;
    private final Body body;

    ChargerBody(HttpExchange exchange) {
        this.exchange = exchange;
        this.body = exchange.body();
    }

    AddCharger add() {
        var chargePointID = body.requiredID("chargePointID", BAD_CHARGE_POINT);
        var serialNumber = body.requiredText("serialNumber", 1, SerialNumber.MAX_CHARACTERS, BAD_SERIAL_NUMBER);
        if (!serialNumber.isEmpty() && !SerialNumber.isValid(serialNumber)) {
            body.fault("serialNumber", BAD_SERIAL_NUMBER, SerialNumber.RULE);
        }
        var location = body.optionalLocation();
        body.check();
        return new AddCharger(chargePointID, serialNumber, location.orElse(null));
    }

    ChangeCharger change(int connectorID) {
        var status = status().map(ConnectorStatus::word);
        var location = body.optionalLocation();
        var chargePointID = chargePointID();
        var registration = registration();
        body.check();
        return new ChangeCharger(
                connectorID,
                status.orElse(null),
                location.orElse(null),
                chargePointID.orElse(null),
                registration.orElse(null));
    }

    PutCharger put(String serialNumber) {
        var change = change(1);
        return new PutCharger(
                serialNumber, change.status(), change.location(), change.chargePointID(), change.registration());
    }

    private Optional<Integer> chargePointID() {
        return body.optionalInt("chargePointID", 1, Integer.MAX_VALUE, BAD_CHARGE_POINT);
    }

    private Optional<Registration> registration() {
        return body.optionalWord(
                "registration", Words::registration, "invalidRegistration", "accepted, pending or rejected");
    }

    /** A word, or the number an old client knows it by. */
    private Optional<ConnectorStatus> status() {
        var status = exchange.json().path("status");
        if (status.isMissingNode() || status.isNull()) {
            return Optional.empty();
        }
        if (!status.isTextual() && !status.isNumber()) {
            return body.fault("status", "invalidDataType", "must be a word or a number");
        }
        return Words.status(status.asText())
                .or(() -> body.fault("status", "invalidStatus", "must be one of the nine of OCPP, or 0 to 3"));
    }
}
