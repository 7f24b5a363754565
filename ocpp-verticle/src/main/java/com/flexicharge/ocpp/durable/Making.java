package com.flexicharge.ocpp.durable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.dialect.FlexiCharge;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.Parsed;
import com.flexicharge.ocpp.operation.Operation;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandState;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Operate;
import com.flexicharge.shared.db.Sealing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a command of a wish: what can be refused is refused before anything is made for it, and it is stored before anybody is told
 * of it. On the event loop of commands.
 */
final class Making {
    private final Bus bus;
    private final OperationTable operations;
    private final CommandRepository commands;
    private final Sealing sealing;
    private final Reach reach;
    private final Clock clock;
    private final int mostQueued;
    private final Duration callTimeout;

    /**
     * @param mostQueued  commands that may wait for one charger
     * @param callTimeout how long one waits for its turn that may not wait for its charger
     */
    Making(
            Bus bus,
            OperationTable operations,
            CommandRepository commands,
            Sealing sealing,
            Reach reach,
            Clock clock,
            int mostQueued,
            Duration callTimeout) {
        this.bus = bus;
        this.operations = operations;
        this.commands = commands;
        this.sealing = sealing;
        this.reach = reach;
        this.clock = clock;
        this.mostQueued = mostQueued;
        this.callTimeout = callTimeout;
    }

    /** The parts of a wish, found and checked one after the other. */
    private record Draft(
            Operate wish,
            String commandID,
            Operation operation,
            ObjectNode asked,
            Charger charger,
            Optional<String> holder,
            Optional<IdempotencyKey> key) {}

    /**
     * @param commandID what to make it under; if there is such a command already, that is the answer
     * @return fails as {@code OPERATE} does
     */
    Future<StoredCommand> make(Operate wish, String commandID, Optional<IdempotencyKey> key) {
        var operation = operations.named(wish.action());
        var asked = asked(wish.payload());
        return bus.ask(ChargerEndpoints.GET_CHARGER, new ChargerEndpoints.GetCharger(wish.connectorID()))
                .map(charger -> checked(charger, operation.action()))
                .compose(charger -> reach.of(charger)
                        .map(holder -> new Draft(wish, commandID, operation, asked, charger, holder, key)))
                .compose(this::make);
    }

    private Future<StoredCommand> make(Draft draft) {
        if (draft.holder().isEmpty() && draft.wish().ttlSeconds() == 0) {
            return Future.failedFuture(
                    Refusal.of(Reason.OFFLINE, "chargerOffline", "The charger is not connected, and ttl is 0."));
        }
        return room(draft)
                .compose(room -> draft.operation().expand(draft.charger().connectorID(), draft.asked()))
                .compose(payload -> make(draft, payload))
                .onSuccess(stored -> draft.holder()
                        .ifPresent(holder -> reach.tell(stored.command().connectorID(), holder)));
    }

    /** So that nothing is made for a command that finds no room; the bound itself is held when it is stored. */
    private Future<Void> room(Draft draft) {
        return commands.queued(draft.charger().connectorID())
                .compose(queued -> queued < mostQueued
                        ? Future.succeededFuture()
                        : Future.failedFuture(CommandRepository.queueFull()));
    }

    private Future<StoredCommand> make(Draft draft, ObjectNode payload) {
        var action = draft.operation().action();
        read(action, payload);
        var at = clock.instant();
        return draft.operation()
                .make(new Operation.Wish(draft.charger().connectorID(), draft.commandID(), at), draft.asked(), payload)
                .compose(made -> store(draft, made, onWire(action, made.payload()), at));
    }

    private Future<StoredCommand> store(Draft draft, Operation.Made made, ObjectNode request, Instant at) {
        var action = draft.operation().action();
        return sealed(action, draft.commandID(), request)
                .map(box -> new NewCommand(
                        draft.commandID(),
                        draft.charger().connectorID(),
                        draft.charger().serialNumber(),
                        action.wire(),
                        Masks.request(action, request).toString(),
                        box.orElse(null),
                        Awaited.of(read(action, request)),
                        made.reservationID(),
                        made.jobID(),
                        draft.wish().requestedBy(),
                        draft.key(),
                        draft.wish().ttlSeconds() > 0,
                        at,
                        at.plus(patience(draft.wish()))))
                .compose(wanted -> commands.add(wanted, mostQueued)
                        .recover(no -> isFull(no)
                                ? unmake(draft, wanted).transform(told -> Future.failedFuture(no))
                                : Future.failedFuture(no)));
    }

    /** Others were quicker, and there is no command for what was made. */
    private static Future<Void> unmake(Draft draft, NewCommand wanted) {
        return draft.operation()
                .over(new Operation.Ending(
                        wanted.connectorID(),
                        wanted.id(),
                        asked(wanted.request()),
                        null,
                        false,
                        CommandState.CANCELLED.word(),
                        wanted.reservationID(),
                        wanted.jobID(),
                        wanted.at()));
    }

    private static boolean isFull(Throwable no) {
        return no instanceof Refusal refusal && refusal.reason() == Reason.BUSY;
    }

    /** Members in the order of OCPP's schema whatever order they were written in, integers without a fraction. */
    private static ObjectNode onWire(Action action, ObjectNode payload) {
        var text = Json.text(action.write(read(action, payload)));
        return (ObjectNode) Json.tree(text).orElseThrow();
    }

    private Duration patience(Operate wish) {
        return wish.ttlSeconds() > 0 ? Duration.ofSeconds(wish.ttlSeconds()) : callTimeout;
    }

    private Future<Optional<Buffer>> sealed(Action action, String commandID, ObjectNode payload) {
        return Masks.secret(action, payload).isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : sealing.seal(commandID, payload.toString()).map(Optional::of);
    }

    /** The self-test's charger is unknown to operators. */
    private static Charger checked(Charger charger, Action action) {
        if (charger.hidden()) {
            throw Refusal.of(Reason.NOT_FOUND, "chargerNotFound", "No charger has this number.");
        }
        if (charger.protocol() == Protocol.FLEXICHARGE && !new FlexiCharge(charger.connectorID()).sends(action)) {
            throw Refusal.of(
                    Reason.CONFLICT,
                    "notSupportedByDialect",
                    "This charger speaks the FlexiCharge dialect, which has no " + action.wire() + ".");
        }
        return charger;
    }

    private static ObjectNode asked(String payload) {
        @Nullable
        ObjectNode object = Json.tree(payload)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElse(null);
        if (object == null) {
            throw invalid("The payload must be a JSON object, at most 64 levels deep.", "");
        }
        return object;
    }

    private static OcppRequest read(Action action, ObjectNode payload) {
        var parsed = action.readRequest(payload, Set.of());
        if (parsed instanceof Parsed.Refused<OcppRequest> refused) {
            throw invalid(
                    "This is no " + action.wire() + " of OCPP 1.6: "
                            + refused.fault().description() + ".",
                    refused.fault().pointer());
        }
        return ((Parsed.Valid<OcppRequest>) parsed).value();
    }

    private static Refusal invalid(String message, String pointer) {
        return Refusal.invalid(message, List.of(new Refusal.Fault(pointer, "invalidPayload")));
    }
}
