package com.flexicharge.charger;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChargerCounts;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.Chargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.CountChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetAvailableChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargerBySerialNumber;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetSite;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.Site;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.Registration;
import io.vertx.core.Future;

/** Looks chargers up. */
public final class ChargerDirectory {
    private final ChargerRepository chargers;
    private final ChargePointRepository chargePoints;
    private final ChargePointService pricing;

    ChargerDirectory(ChargerRepository chargers, ChargePointRepository chargePoints, ChargePointService pricing) {
        this.chargers = chargers;
        this.chargePoints = chargePoints;
        this.pricing = pricing;
    }

    /** Fails with {@code NOT_FOUND chargerNotFound}; a removed charger is no charger. */
    public Future<Charger> get(GetCharger ask) {
        if (ask.connectorID() < 1) {
            return Future.failedFuture(
                    Refusal.of(Reason.INVALID, "invalidConnectorID", "connectorID must be a number from 1 up."));
        }
        return chargers.find(ask.connectorID()).compose(ChargerService::orNotFound);
    }

    Future<Charger> getBySerialNumber(GetChargerBySerialNumber ask) {
        if (!SerialNumber.isValid(ask.serialNumber())) {
            return Future.failedFuture(
                    Refusal.of(Reason.INVALID, "invalidSerialNumber", "serialNumber " + SerialNumber.RULE + "."));
        }
        return chargers.find(ask.serialNumber()).compose(ChargerService::orNotFound);
    }

    Future<Chargers> list(GetChargers ask) {
        return chargers.list(ask).map(Chargers::new);
    }

    Future<ChargerCounts> count(CountChargers ask) {
        return chargers.count();
    }

    Future<Chargers> available(GetAvailableChargers ask) {
        return list(new GetChargers(
                ConnectorStatus.AVAILABLE,
                ask.evenOffline() ? null : true,
                null,
                null,
                Registration.ACCEPTED,
                ask.page()));
    }

    Future<Site> site(GetSite ask) {
        return get(new GetCharger(ask.connectorID()))
                .compose(charger -> placeOf(charger)
                        .compose(pricing::withPrice)
                        .map(chargePoint -> new Site(charger, chargePoint)));
    }

    private Future<StoredChargePoint> placeOf(Charger charger) {
        return charger.chargePointID() == 0
                ? Future.succeededFuture(StoredChargePoint.nowhere(charger.location()))
                : chargePoints
                        .find(charger.chargePointID())
                        .compose(found -> found.map(Future::succeededFuture).orElseGet(ChargerDirectory::removed));
    }

    /** Between the two look-ups the place was removed, and the charger with it. */
    private static Future<StoredChargePoint> removed() {
        return Future.failedFuture(Refusals.chargerNotFound());
    }
}
