package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.SetChargingProfile;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ProfileSet;
import io.vertx.core.Future;

/**
 * SetChargingProfile (OCPP 1.6 §5.16). A stored profile's number, {@code chargingProfileId}, and the {@code transactionId} it is for
 * may stand in place of {@code csChargingProfiles}; beside it they are refused.
 */
final class SetChargingProfileOperation implements Operation {
    private static final String PROFILE = "csChargingProfiles";
    private static final String PROFILE_ID = "chargingProfileId";
    private static final String TRANSACTION_ID = "transactionId";

    private final Bus bus;
    private final StoredProfiles profiles;

    SetChargingProfileOperation(Bus bus) {
        this.bus = bus;
        profiles = new StoredProfiles(bus);
    }

    @Override
    public Action action() {
        return Action.SET_CHARGING_PROFILE;
    }

    @Override
    public Future<ObjectNode> expand(int connectorID, ObjectNode asked) {
        if (asked.has(PROFILE) || !asked.has(PROFILE_ID)) {
            return Future.succeededFuture(asked);
        }
        var payload = asked.deepCopy();
        var extras = new Extras();
        var id = extras.takeInt(payload, PROFILE_ID);
        var transactionID = extras.takeLong(payload, TRANSACTION_ID);
        return extras.checked()
                .compose(fine -> profiles.get(id.orElseThrow(), transactionID))
                .map(profile -> payload.<ObjectNode>set(PROFILE, profile));
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
        var request = Payloads.request(action(), SetChargingProfile.Request.class, ending.request());
        var profile = request.csChargingProfiles();
        return bus.ask(
                        ChargingProfileEndpoints.PROFILE_SET,
                        new ProfileSet(
                                ending.connectorID(),
                                request.connectorId(),
                                profile.chargingProfileId(),
                                profile.chargingProfilePurpose().wire(),
                                profile.stackLevel(),
                                profile.transactionId()
                                        .filter(SetChargingProfileOperation::isOurs)
                                        .map(Long::intValue)
                                        .orElse(null),
                                ending.at()))
                .mapEmpty();
    }

    /** Transactions of ours have positive numbers of 32 bits; an operator may write any. */
    private static boolean isOurs(long transactionID) {
        return transactionID > 0 && transactionID <= Integer.MAX_VALUE;
    }
}
