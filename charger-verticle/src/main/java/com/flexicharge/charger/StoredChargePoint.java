package com.flexicharge.charger;

import com.flexicharge.shared.contract.charger.ChargePoint;
import com.flexicharge.shared.contract.charger.Location;
import org.jspecify.annotations.Nullable;

/**
 * A charge point as it is stored: what a user would pay there is not known here alone.
 *
 * @param ownPriceOre öre per kWh; absent: no price of its own
 */
record StoredChargePoint(
        int chargePointID,
        String name,
        String address,
        Location location,
        @Nullable Integer ownPriceOre,
        int klarnaReservationAmountOre) {
    /** The place of chargers that have none (the self-test's); it has no number, no name, no price of its own. */
    static StoredChargePoint nowhere(Location location) {
        return new StoredChargePoint(0, "", "", location, null, 0);
    }

    ChargePoint at(int priceOre) {
        return new ChargePoint(
                chargePointID, name, address, location, ownPriceOre, priceOre, klarnaReservationAmountOre);
    }
}
