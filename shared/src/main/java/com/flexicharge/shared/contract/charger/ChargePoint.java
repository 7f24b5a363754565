package com.flexicharge.shared.contract.charger;

import org.jspecify.annotations.Nullable;

/**
 * A place with chargers.
 *
 * @param ownPriceOre öre per kWh, ≥ 0; absent: no price of its own
 * @param priceOre    öre per kWh a user would pay now
 */
public record ChargePoint(
        int chargePointID,
        String name,
        String address,
        Location location,
        @Nullable Integer ownPriceOre,
        int priceOre,
        int klarnaReservationAmountOre) {}
