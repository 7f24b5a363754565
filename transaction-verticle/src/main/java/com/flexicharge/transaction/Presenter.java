package com.flexicharge.transaction;

import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.transaction.SuspectReason;
import com.flexicharge.shared.contract.transaction.Transaction;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows sessions as the contract has them, running ones with the newest figures known anywhere. */
final class Presenter {
    private final LatestReadings readings;

    Presenter(LatestReadings readings) {
        this.readings = readings;
    }

    Future<Transaction> show(Session session) {
        return show(List.of(session)).map(shown -> shown.get(0));
    }

    /** In the same order. */
    Future<List<Transaction>> show(List<Session> sessions) {
        var open = sessions.stream()
                .filter(session -> session.state().isOpen())
                .map(Session::transactionID)
                .toList();
        return readings.of(open)
                .map(found -> sessions.stream()
                        .map(session -> shown(session, found.of(session.transactionID())))
                        .toList());
    }

    private static Transaction shown(Session session, Optional<LatestReading> last) {
        var running = session.state().isOpen();
        var figures = Figures.estimate(session, last);
        var energyWh = running ? figures.energyWh() : session.energyWh();
        var place = session.place();
        var suspectReason = session.doubt().reason() == null && running && figures.suspect()
                ? SuspectReason.METER
                : session.doubt().reason();
        return new Transaction(
                session.transactionID(),
                session.state(),
                session.connectorID(),
                session.connector(),
                place.serialNumber(),
                place.chargePointID(),
                place.chargePointName(),
                place.address(),
                session.userID(),
                session.idTag(),
                session.begun().map(Session.Begin::at).orElse(null),
                endAt(session),
                session.begun().map(Session.Begin::meterStart).orElse(null),
                session.over().map(Session.End::meterStop).orElse(null),
                energyWh,
                running ? figures.percent() : session.percent(),
                last.map(LatestReading::powerW).orElse(null),
                session.pricePerKwhOre(),
                running ? Transaction.priceOre(energyWh, session.pricePerKwhOre()) : session.priceOre(),
                session.over().map(Session.End::reason).orElse(null),
                suspectReason != null,
                suspectReason,
                session.estimated(),
                session.payment().method(),
                session.payment().isPaid(),
                session.payment().id());
    }

    private static @Nullable Instant endAt(Session session) {
        return session.over().map(Session.End::at).orElse(null);
    }
}
