package com.flexicharge.charger;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Holds.PlaceHold;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ReserveNow;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks a charger to reserve a connector (OCPP 1.6 §5.13) and reads what its answer means for a hold. */
final class ReserveNowAsker {
    private static final int LONGEST_WAIT_MS = 60_000;

    private final Bus bus;

    ReserveNowAsker(Bus bus) {
        this.bus = bus;
    }

    /**
     * What the charger said.
     *
     * @param refusedAs     absent: the connector is held
     * @param cannotReserve it does not know ReserveNow: held in our books only
     */
    record Said(@Nullable Reason refusedAs, boolean cannotReserve) {
        static final Said YES = new Said(null, false);
        static final Said NOT_KNOWN_TO_ME = new Said(null, true);

        static Said no(Reason reason) {
            return new Said(reason, false);
        }
    }

    /**
     * Succeeds always: not being able to ask is an answer too. A charger that keeps this reservation already takes the new time for it
     * (OCPP 1.6 §5.13).
     */
    Future<Said> ask(PlaceHold wanted, Instant expiryAt, Hold.Place place, int reservationID) {
        if (place.isKeptInBooksOnly()) {
            return Future.succeededFuture(Said.YES);
        }
        var request = new ReserveNow(
                wanted.connectorID(),
                wanted.connector(),
                expiryAt,
                wanted.idTag(),
                wanted.parentIdTag(),
                reservationID,
                Math.max(0, Math.min(wanted.waitMillis(), LONGEST_WAIT_MS)));
        return bus.ask(OcppEndpoints.RESERVE_NOW, request)
                .transform(answer -> Future.succeededFuture(meaning(answer, place)));
    }

    private static Said meaning(AsyncResult<ChargerAnswer> answer, Hold.Place place) {
        return answer.succeeded()
                ? meaning(answer.result(), place)
                : Said.no(answer.cause() instanceof Refusal refusal ? refusal.reason() : Reason.INTERNAL);
    }

    private static Said meaning(ChargerAnswer answer, Hold.Place place) {
        return switch (answer.verdict()) {
            case ACCEPTED -> Said.YES;
            case REJECTED -> Said.no(answer.word().equals("Occupied") ? Reason.CONFLICT : Reason.REJECTED);
            case FAILED ->
                place.isStrict() && isNotKnown(answer.word()) ? Said.NOT_KNOWN_TO_ME : Said.no(Reason.REJECTED);
        };
    }

    private static boolean isNotKnown(String errorCode) {
        return errorCode.equals("NotImplemented") || errorCode.equals("NotSupported");
    }
}
