package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.Admission;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ClockEndpoints;
import com.flexicharge.shared.contract.charger.ClockEndpoints.ClocksMeasured;
import com.flexicharge.shared.contract.charger.ClockEndpoints.MeasuredClock;
import com.flexicharge.shared.contract.charger.QuirkEndpoints;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvent;
import com.flexicharge.shared.log.About;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What sockets tell the registry of chargers. */
public final class ChargerRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(ChargerRegistry.class);

    /** Five minutes of trying; a registry that is away longer finds silent chargers by itself. */
    private static final int TRIES = 60;

    private static final long BETWEEN_TRIES_MILLIS = 5_000;

    private final Vertx vertx;
    private final Bus bus;

    public ChargerRegistry(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    /** @return fails with {@code NOT_FOUND} for an unknown serial number, {@code UNAUTHENTICATED} for wrong credentials */
    Future<Admission.Admitted> admit(Admission.Admit request) {
        return bus.ask(ChargerEndpoints.ADMIT, request);
    }

    /** What a charger is allowed beside OCPP, before it is admitted. @return fails with {@code NOT_FOUND} for an unknown serial number */
    Future<Set<Deviation>> rules(String serialNumber) {
        return bus.ask(QuirkEndpoints.FIND_RULES, new QuirkEndpoints.FindRules(serialNumber))
                .map(found -> Deviation.rules(found.rules()));
    }

    /** @return fails with {@code NOT_FOUND} when it is to be pending and too many wait for an operator already */
    Future<Void> register(String serialNumber, Registration registration) {
        return bus.ask(ChargerEndpoints.REGISTER_NEWCOMER, new Admission.RegisterNewcomer(serialNumber, registration))
                .mapEmpty();
    }

    /** Something the server saw. @return fails with {@code NOT_FOUND} for an unknown serial number */
    Future<Void> securityEvent(String serialNumber, String type, String techInfo, Instant at) {
        return bus.ask(
                        ChargerEndpoints.GET_CHARGER_BY_SERIAL_NUMBER,
                        new ChargerEndpoints.GetChargerBySerialNumber(serialNumber))
                .compose(charger -> bus.ask(
                        SecurityEventEndpoints.REPORT_SECURITY_EVENT,
                        SecurityEvent.seen(charger.connectorID(), type, techInfo, at)))
                .mapEmpty();
    }

    /** Tells that a socket is gone, again and again until it is heard. @return after the first try, never fails */
    Future<Void> disconnected(Admission.Disconnected gone) {
        return disconnected(gone, TRIES);
    }

    Future<Void> seen(List<Admission.LastSeen> chargers) {
        return bus.ask(ChargerEndpoints.SEEN, new Admission.Seen(chargers)).mapEmpty();
    }

    Future<Void> clocksMeasured(List<MeasuredClock> clocks) {
        return bus.ask(ClockEndpoints.CLOCKS_MEASURED, new ClocksMeasured(clocks))
                .mapEmpty();
    }

    private Future<Void> disconnected(Admission.Disconnected gone, int tries) {
        Promise<Void> tried = Promise.promise();
        bus.ask(ChargerEndpoints.DISCONNECTED, gone).onComplete(told -> {
            tried.complete();
            if (told.failed() && tries > 1) {
                vertx.setTimer(BETWEEN_TRIES_MILLIS, id -> disconnected(gone, tries - 1));
            } else if (told.failed()) {
                About.charger(LOG.atWarn(), gone.connectorID())
                        .log(
                                "The registry did not hear that the socket of charger {} is gone: {}",
                                gone.connectorID(),
                                told.cause().getMessage());
            }
        });
        return tried.future();
    }
}
