package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.transaction.ChargerSessions.AsideReason;
import com.flexicharge.shared.contract.transaction.ChargerSessions.PutAside;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Keeps messages about money whose form is refused where an operator can see them: energy may have flowed. */
final class BadForm {
    private static final Set<Action> ABOUT_MONEY =
            EnumSet.of(Action.START_TRANSACTION, Action.STOP_TRANSACTION, Action.METER_VALUES);

    private final Bus bus;

    BadForm(Bus bus) {
        this.bus = bus;
    }

    static boolean isAboutMoney(String action) {
        return Action.named(action).filter(ABOUT_MONEY::contains).isPresent();
    }

    /**
     * @param payload as sent
     * @return when it is kept; at once when it is about something else
     */
    Future<Void> putAside(Sender sender, String action, String payload, Instant receivedAt) {
        if (!isAboutMoney(action)) {
            return Future.succeededFuture();
        }
        var aside = new PutAside(sender.connectorID(), action, AsideReason.BAD_FORM, payload, receivedAt);
        return bus.ask(TransactionEndpoints.PUT_ASIDE, aside).mapEmpty();
    }
}
