package com.flexicharge.fleet;

/**
 * A charger of the demonstration, as it is set up.
 *
 * @param serial         by which the central system knows it
 * @param flexiCharge    whether it speaks FlexiCharge's dialect, and not the standard's
 * @param vendor         as it says when it boots
 * @param connectorW     what its connector can give
 * @param idTag          under which people charge there who just come by
 */
public record DemoStand(String serial, boolean flexiCharge, String vendor, String model, int connectorW, String idTag) {
    /** Chargers with alternating current do not see the battery. */
    boolean seesBattery() {
        return flexiCharge || connectorW > 22_000;
    }
}
