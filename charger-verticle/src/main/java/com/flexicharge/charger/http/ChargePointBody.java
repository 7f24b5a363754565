package com.flexicharge.charger.http;

import com.flexicharge.shared.contract.charger.ChargerEndpoints.AddChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChangeChargePoint;
import com.flexicharge.shared.http.Body;
import java.util.Optional;

/**
 * Reads what a client wants of a charge point. The admin web app sends {@code price:0} with everything it saves, so 0 means that no
 * price is stated; {@code null} takes the own price away.
 */
final class ChargePointBody {
    private static final String BAD_NAME = "invalidName";
    private static final int NAME_MAX = 30;

    private final Body body;

    ChargePointBody(Body body) {
        this.body = body;
    }

    AddChargePoint add() {
        var name = body.requiredText("name", 1, NAME_MAX, BAD_NAME);
        var location = body.requiredLocation();
        var address = address();
        var price = statedPrice();
        var klarnaReservationAmount = klarnaReservationAmount();
        body.check();
        return new AddChargePoint(
                name, address.orElse(""), location, price.orElse(null), klarnaReservationAmount.orElse(0));
    }

    ChangeChargePoint change(int chargePointID) {
        var name = body.optionalText("name", 1, NAME_MAX, BAD_NAME);
        var location = body.optionalLocation();
        var address = address();
        var price = statedPrice();
        var klarnaReservationAmount = klarnaReservationAmount();
        body.check();
        return new ChangeChargePoint(
                chargePointID,
                name.orElse(null),
                address.orElse(null),
                location.orElse(null),
                price.orElse(null),
                body.isNull("price"),
                klarnaReservationAmount.orElse(null));
    }

    private Optional<String> address() {
        return body.optionalText("address", 0, 255, "invalidAddress");
    }

    private Optional<Integer> statedPrice() {
        return body.optionalInt("price", 0, Integer.MAX_VALUE, "invalidPrice").filter(price -> price > 0);
    }

    private Optional<Integer> klarnaReservationAmount() {
        return body.optionalInt("klarnaReservationAmount", 0, Integer.MAX_VALUE, "invalidKlarnaReservationAmount");
    }
}
