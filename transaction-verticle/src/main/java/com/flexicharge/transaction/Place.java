package com.flexicharge.transaction;

import com.flexicharge.shared.contract.charger.ChargerEndpoints.Site;

/**
 * Where a session takes place, as copied into its row: history stays right when a point is renamed or a charger removed.
 *
 * @param hidden the self-test's own charger: its sessions are in no list
 */
record Place(String serialNumber, int chargePointID, String chargePointName, String address, boolean hidden) {
    static Place of(Site site) {
        var point = site.chargePoint();
        return new Place(
                site.charger().serialNumber(),
                point.chargePointID(),
                point.name(),
                point.address(),
                site.charger().hidden());
    }
}
