package com.flexicharge.transaction;

import org.jspecify.annotations.Nullable;

/**
 * What a row that is made now takes over from the registry.
 *
 * @param ownPriceOre the charge point's own price, öre per kWh; absent: what everybody pays
 */
record Spot(Place place, @Nullable Integer ownPriceOre) {}
