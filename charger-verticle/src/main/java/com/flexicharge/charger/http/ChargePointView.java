package com.flexicharge.charger.http;

import com.flexicharge.shared.contract.charger.ChargePoint;
import java.util.List;

/**
 * A charge point as clients see it.
 *
 * @param price öre per kWh a user would pay now
 */
record ChargePointView(
        int chargePointID, String name, String address, List<Double> location, int price, int klarnaReservationAmount) {
    static ChargePointView of(ChargePoint chargePoint) {
        return new ChargePointView(
                chargePoint.chargePointID(),
                chargePoint.name(),
                chargePoint.address(),
                ChargerView.pair(chargePoint.location()),
                chargePoint.priceOre(),
                chargePoint.klarnaReservationAmountOre());
    }
}
