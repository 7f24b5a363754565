package com.flexicharge.charger;

import com.flexicharge.charger.quirk.Make;
import com.flexicharge.charger.quirk.MakeBook;
import com.flexicharge.shared.contract.charger.Admission.Admitted;

/**
 * A claim that was stored.
 *
 * @param admitted       with the charger's own rules
 * @param make           as the charger booted last; it may bring more rules
 * @param flappingBegins with this connection the charger has connected so often that it flaps
 */
record Claimed(Admitted admitted, Make make, boolean flappingBegins) {
    Admitted with(MakeBook makes) {
        return new Admitted(
                admitted.connectorID(),
                admitted.epoch(),
                admitted.registration(),
                admitted.bootedBefore(),
                makes.rulesOf(make, admitted.rules()),
                admitted.securityProfile(),
                admitted.clockDriftMillis());
    }
}
