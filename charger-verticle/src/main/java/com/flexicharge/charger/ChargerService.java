package com.flexicharge.charger;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.AddCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChangeCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChargerPut;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChargerRemoved;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.PutCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.RemoveCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.UpdateChargerStatus;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Registers, changes and removes chargers. */
final class ChargerService {
    private final ChargerRepository repository;
    private final OpenSessions openSessions;
    private final Bus bus;
    private final Clock clock;

    ChargerService(ChargerRepository repository, OpenSessions openSessions, Bus bus, Clock clock) {
        this.repository = repository;
        this.openSessions = openSessions;
        this.bus = bus;
        this.clock = clock;
    }

    Future<Charger> add(AddCharger wanted) {
        @Nullable String serialNumber = wanted.serialNumber();
        checkIdentity(serialNumber)
                .unless(
                        wanted.chargePointID() > 0,
                        "chargePointID",
                        "invalidChargePointID",
                        "chargePointID must be a number from 1 up")
                .check();
        return repository.add(
                serialNumber == null ? UUID.randomUUID().toString() : serialNumber,
                new ChargerChange(null, wanted.location(), wanted.chargePointID(), null),
                clock.instant());
    }

    Future<Charger> change(ChangeCharger wanted) {
        return change(
                wanted.connectorID(),
                new ChargerChange(
                        statusOrNull(wanted.status()),
                        wanted.location(),
                        wanted.chargePointID(),
                        wanted.registration()));
    }

    /** The status holds until the charger reports one of its own. */
    Future<Charger> updateStatus(UpdateChargerStatus wanted) {
        return change(wanted.connectorID(), new ChargerChange(status(wanted.status()), null, null, null));
    }

    Future<ChargerPut> put(PutCharger wanted) {
        checkIdentity(wanted.serialNumber()).check();
        var change = new ChargerChange(
                statusOrNull(wanted.status()), wanted.location(), wanted.chargePointID(), wanted.registration());
        return repository
                .find(wanted.serialNumber())
                .compose(found -> found.isPresent()
                        ? changeKnown(found.orElseThrow(), change)
                        : register(wanted.serialNumber(), change));
    }

    /** Who registers it at the same moment and comes second changes it. */
    private Future<ChargerPut> register(String serialNumber, ChargerChange change) {
        return repository
                .add(serialNumber, change, clock.instant())
                .map(charger -> new ChargerPut(charger, true))
                .recover(failure -> isTaken(failure)
                        ? repository
                                .find(serialNumber)
                                .compose(ChargerService::orNotFound)
                                .compose(charger -> changeKnown(charger, change))
                        : Future.failedFuture(failure));
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.reason() == Reason.CONFLICT;
    }

    /** Closes its socket; its sessions stay on record. */
    Future<ChargerRemoved> remove(RemoveCharger ask) {
        return openSessions
                .requireNone(ask.connectorID())
                .compose(free -> repository.remove(ask.connectorID(), clock.instant()))
                .map(this::tellRemoved);
    }

    private ChargerRemoved tellRemoved(Optional<Removed> removed) {
        removed.ifPresent(charger -> bus.tell(ChargerEndpoints.CONNECTION_CHANGED, charger.asTold()));
        return new ChargerRemoved(removed.isPresent());
    }

    /** The self-test's charger is nobody's to change by its serial number: to others it is taken. */
    private Future<ChargerPut> changeKnown(Charger charger, ChargerChange change) {
        return charger.hidden()
                ? Future.failedFuture(Refusals.serialNumberTaken(charger.serialNumber()))
                : change(charger.connectorID(), change).map(changed -> new ChargerPut(changed, false));
    }

    private Future<Charger> change(int connectorID, ChargerChange change) {
        return repository.change(connectorID, change, clock.instant()).compose(ChargerService::orNotFound);
    }

    static Future<Charger> orNotFound(Optional<Charger> found) {
        return found.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(Refusals.chargerNotFound()));
    }

    static Faults checkIdentity(@Nullable String serialNumber) {
        return new Faults()
                .unless(
                        serialNumber == null || SerialNumber.isValid(serialNumber),
                        "serialNumber",
                        "invalidSerialNumber",
                        "serialNumber " + SerialNumber.RULE);
    }

    private static @Nullable ConnectorStatus statusOrNull(@Nullable String wordOrNumber) {
        return wordOrNumber == null ? null : status(wordOrNumber);
    }

    private static ConnectorStatus status(String wordOrNumber) {
        return Words.status(wordOrNumber)
                .orElseThrow(() -> Refusal.of(
                        Reason.INVALID, "invalidStatus", "The status must be one of the nine of OCPP, or 0 to 3."));
    }
}
