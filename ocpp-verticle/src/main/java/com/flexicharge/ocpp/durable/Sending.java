package com.flexicharge.ocpp.durable;

import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.Parsed;
import com.flexicharge.ocpp.socket.CallOutcome;
import com.flexicharge.ocpp.socket.ChargerConnection;
import com.flexicharge.ocpp.socket.ConnectionTable;
import com.flexicharge.ocpp.socket.StoredCall;
import com.flexicharge.ocpp.socket.StoredCalls;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.db.Sealing;
import com.flexicharge.shared.log.About;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands commands to the lanes of this process. A row is marked as sent before its CALL is on the wire, so whatever ends this process
 * in between, no charger gets it twice. On the event loops of the connections.
 */
final class Sending implements StoredCalls {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    private final SendingRepository repository;
    private final Sealing sealing;
    private final Endings endings;
    private final ConnectionTable table;
    private final Clock clock;
    private final IntConsumer onAcceptedBoot;

    /** Not more than chargers. */
    private final Map<Integer, ChargerConnection> unreachable = new ConcurrentHashMap<>();

    private volatile boolean stopped;

    /** @param onAcceptedBoot what is to be done for a charger that has booted, by its connectorID */
    Sending(
            SendingRepository repository,
            Sealing sealing,
            Endings endings,
            ConnectionTable table,
            Clock clock,
            IntConsumer onAcceptedBoot) {
        this.repository = repository;
        this.sealing = sealing;
        this.endings = endings;
        this.table = table;
        this.clock = clock;
        this.onAcceptedBoot = onAcceptedBoot;
    }

    /** From here on lanes get nothing any more. From any thread. */
    void stop() {
        stopped = true;
    }

    @Override
    public Future<Optional<StoredCall>> next(ChargerConnection connection) {
        if (stopped) {
            return Future.succeededFuture(Optional.empty());
        }
        var connectorID = connection.connectorID();
        var messageID = UUID.randomUUID().toString();
        return repository
                .take(new SendingRepository.Take(connectorID, messageID, clock.instant()))
                .onFailure(no -> takeFailed(connectorID, messageID, no))
                .compose(taken -> taken.map(command -> prepare(connection, command, messageID))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    /** It may have been committed all the same. The sweep that looks for commands nobody told of asks again. */
    private void takeFailed(int connectorID, String messageID, Throwable no) {
        About.charger(LOG.atDebug(), connectorID)
                .log("No commands can be fetched for charger {}: {}", connectorID, no.getMessage());
        endings.neverSent(connectorID, messageID);
    }

    private Future<Optional<StoredCall>> prepare(
            ChargerConnection connection, StoredCommand command, String messageID) {
        return payload(command)
                .map(payload -> Optional.of(call(connection, command, messageID, payload)))
                .recover(no -> unsendable(command, messageID, no).compose(ended -> next(connection)));
    }

    private Future<String> payload(StoredCommand command) {
        return command.sealedRequest()
                .map(box -> sealing.open(command.id(), box)
                        .recover(closed -> Future.failedFuture(new IllegalStateException(
                                "Its secret was sealed under another database login; ask for it again."))))
                .orElseGet(() -> Future.succeededFuture(command.command().request()));
    }

    private StoredCall call(ChargerConnection connection, StoredCommand command, String messageID, String payload) {
        var action = Action.named(command.command().action()).orElseThrow();
        if (!connection.dialect().sends(action)) {
            throw new IllegalStateException("This charger does not know " + action.wire() + " any more.");
        }
        var text = connection.dialect().writeCall(messageID, request(action, payload), payload);
        var secret = Masks.secret(action, Json.tree(payload).orElseThrow());
        Promise<CallOutcome> outcome = Promise.promise();
        outcome.future().onComplete(done -> over(command, messageID, secret, done));
        return new StoredCall(
                messageID,
                action,
                text,
                outcome,
                late -> endings.ended(command, messageID, Answer.of(late, secret, clock.instant())));
    }

    private static OcppRequest request(Action action, String payload) {
        var parsed = action.readRequest(Json.tree(payload).orElseThrow(), Set.of());
        if (parsed instanceof Parsed.Refused<OcppRequest> refused) {
            throw new IllegalStateException(
                    "It does not fit OCPP: " + refused.fault().description());
        }
        return ((Parsed.Valid<OcppRequest>) parsed).value();
    }

    private Future<Void> unsendable(StoredCommand command, String messageID, Throwable no) {
        var why = Optional.ofNullable(no.getMessage()).orElse("It cannot be sent.");
        About.charger(LOG.atWarn(), command.command().connectorID())
                .log(
                        "Command {} for charger {} cannot be sent: {}",
                        command.id(),
                        command.command().connectorID(),
                        why);
        return endings.ended(command, messageID, Answer.unsendable(why, clock.instant()));
    }

    private void over(
            StoredCommand command, String messageID, Optional<String> secret, AsyncResult<CallOutcome> outcome) {
        if (outcome.succeeded()) {
            endings.ended(command, messageID, Answer.of(outcome.result(), secret, clock.instant()));
        } else if (wasNeverOnWire(outcome.cause())) {
            endings.neverSent(command.command().connectorID(), messageID);
        } else {
            endings.ended(command, messageID, Answer.none());
        }
    }

    private static boolean wasNeverOnWire(Throwable no) {
        return no instanceof Refusal refusal && refusal.reason() == Reason.OFFLINE;
    }

    @Override
    public void unreachable(ChargerConnection connection) {
        unreachable.put(connection.connectorID(), connection);
    }

    /** Ends what may not wait for another socket; for all that are gone since the last time together. From any thread. */
    Future<Void> expireUnreachable() {
        var gone = List.copyOf(unreachable.values());
        unreachable.values().removeAll(gone);
        var connectorIDs = gone.stream()
                .filter(connection -> table.find(connection.connectorID())
                        .filter(holder -> holder != connection)
                        .isEmpty())
                .map(ChargerConnection::connectorID)
                .toList();
        return connectorIDs.isEmpty()
                ? Future.succeededFuture()
                : repository.expireImpatient(connectorIDs, clock.instant()).compose(endings::over);
    }

    @Override
    public void booted(ChargerConnection connection, Registration registration) {
        if (registration == Registration.ACCEPTED && connection.dialect().sends(Action.GET_CONFIGURATION)) {
            onAcceptedBoot.accept(connection.connectorID());
        }
    }
}
