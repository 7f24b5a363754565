package com.flexicharge.ocpp.command;

import com.flexicharge.ocpp.message.OcppResponse;
import com.flexicharge.ocpp.socket.ChargerConnection;
import com.flexicharge.ocpp.socket.ConnectionTable;
import com.flexicharge.ocpp.socket.Held;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Admission;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import io.vertx.core.Future;
import java.time.Clock;

/**
 * Answers what operators and other verticles ask of chargers. Whoever is asked and does not hold the charger's socket finds out
 * who does and passes the request on, with the time that is left.
 */
public final class Commands {
    private final Bus bus;
    private final ConnectionTable table;
    private final String node;
    private final Clock clock;

    public Commands(Bus bus, ConnectionTable table, String node, Clock clock) {
        this.bus = bus;
        this.table = table;
        this.node = node;
        this.clock = clock;
    }

    public void answer() {
        answer(new RemoteStartCommand());
        answer(new RemoteStopCommand());
        answer(new ReserveNowCommand());
        answer(new CancelReservationCommand());
        answer(new DataTransferCommand());
        bus.answer(
                OcppEndpoints.HELD_FOR, held -> table.held(held.connectorID()).map(Held::count));
    }

    private <Q extends Record, R extends OcppResponse> void answer(Command<Q, R> command) {
        bus.answer(command.endpoint(), asked -> anywhere(command, asked));
        bus.answer(command.endpoint().at(node), asked -> here(command, asked));
    }

    private <Q extends Record, R extends OcppResponse> Future<ChargerAnswer> anywhere(Command<Q, R> command, Q asked) {
        return table.find(command.connectorID(asked))
                .map(connection -> call(command, asked, connection))
                .orElseGet(() -> passOn(command, asked));
    }

    private <Q extends Record, R extends OcppResponse> Future<ChargerAnswer> here(Command<Q, R> command, Q asked) {
        return table.find(command.connectorID(asked))
                .map(connection -> call(command, asked, connection))
                .orElseGet(() -> Future.failedFuture(offline()));
    }

    private <Q extends Record, R extends OcppResponse> Future<ChargerAnswer> call(
            Command<Q, R> command, Q asked, ChargerConnection connection) {
        return connection
                .call(command.request(asked), command.waitMillis(asked))
                .map(command::answer);
    }

    private <Q extends Record, R extends OcppResponse> Future<ChargerAnswer> passOn(Command<Q, R> command, Q asked) {
        var askedAt = clock.millis();
        return bus.ask(ChargerEndpoints.WHERE_CONNECTED, new Admission.WhereConnected(command.connectorID(asked)))
                .compose(connection -> connection.node().equals(node)
                        ? here(command, asked)
                        : passOn(command, asked, connection.node(), clock.millis() - askedAt));
    }

    private <Q extends Record, R extends OcppResponse> Future<ChargerAnswer> passOn(
            Command<Q, R> command, Q asked, String holder, long millisGone) {
        var left = (int) Math.max(0, command.waitMillis(asked) - millisGone);
        return bus.ask(command.endpoint().at(holder), command.withWait(asked, left))
                .recover(no -> Future.failedFuture(isNotThere(no) ? offline() : no));
    }

    /** The node that held the socket is gone, and the socket with it. */
    private static boolean isNotThere(Throwable no) {
        return no instanceof Refusal refusal && refusal.reason() == Reason.UNAVAILABLE;
    }

    private static Refusal offline() {
        return Refusal.of(Reason.OFFLINE, "chargerOffline", "The charger is not connected.");
    }
}
