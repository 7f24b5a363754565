package com.flexicharge.ocpp.operation;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.ClearChargingProfile;
import com.flexicharge.ocpp.message.Word;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ProfilesCleared;
import io.vertx.core.Future;

/** ClearChargingProfile (OCPP 1.6 §5.5): what a charger cleared is no longer noted as its own. */
final class ClearChargingProfileOperation implements Operation {
    private final Bus bus;

    ClearChargingProfileOperation(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Action action() {
        return Action.CLEAR_CHARGING_PROFILE;
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        if (!ending.accepted()) {
            return Future.succeededFuture();
        }
        var request = Payloads.request(action(), ClearChargingProfile.Request.class, ending.request());
        return bus.ask(
                        ChargingProfileEndpoints.PROFILES_CLEARED,
                        new ProfilesCleared(
                                ending.connectorID(),
                                request.id().orElse(null),
                                request.connectorId().orElse(null),
                                request.chargingProfilePurpose().map(Word::wire).orElse(null),
                                request.stackLevel().orElse(null),
                                ending.at()))
                .mapEmpty();
    }
}
