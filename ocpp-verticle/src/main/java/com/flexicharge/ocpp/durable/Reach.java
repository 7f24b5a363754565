package com.flexicharge.ocpp.durable;

import com.flexicharge.ocpp.socket.ChargerConnection;
import com.flexicharge.ocpp.socket.ConnectionTable;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Admission;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints;
import com.flexicharge.shared.log.About;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a charger's socket is, and the word to its node that something waits. On the event loop of commands. */
final class Reach {
    private static final Logger LOG = LoggerFactory.getLogger(Reach.class);

    private final Bus bus;
    private final ConnectionTable table;
    private final String node;

    Reach(Bus bus, ConnectionTable table, String node) {
        this.bus = bus;
        this.table = table;
        this.node = node;
    }

    /** @return the node that holds its socket; empty: it is not connected, or not registered */
    Future<Optional<String>> of(Charger charger) {
        if (charger.registration() == Registration.REJECTED) {
            return Future.succeededFuture(Optional.empty());
        }
        if (table.find(charger.connectorID()).isPresent()) {
            return Future.succeededFuture(Optional.of(node));
        }
        return bus.ask(ChargerEndpoints.WHERE_CONNECTED, new Admission.WhereConnected(charger.connectorID()))
                .map(connection -> Optional.of(connection.node()))
                .recover(no -> isOffline(no) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(no));
    }

    /** Nothing is lost when nobody hears it: every node looks by itself now and then. */
    void tell(int connectorID, String holder) {
        if (table.find(connectorID).isPresent()) {
            here(connectorID);
        } else if (!holder.equals(node)) {
            bus.ask(CommandEndpoints.COMMAND_STORED.at(holder), new CommandEndpoints.CommandStored(connectorID))
                    .onFailure(no -> About.charger(LOG.atDebug(), connectorID)
                            .log("Node {} did not hear of a command: {}", holder, no.getMessage()));
        }
    }

    Future<Done> told(CommandEndpoints.CommandStored stored) {
        here(stored.connectorID());
        return Future.succeededFuture(Done.DONE);
    }

    void here(int connectorID) {
        table.find(connectorID).ifPresent(ChargerConnection::moreStored);
    }

    private static boolean isOffline(Throwable no) {
        return no instanceof Refusal refusal && refusal.reason() == Reason.OFFLINE;
    }
}
