package com.flexicharge.ocpp.durable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.operation.Operation;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.db.Sealing;
import com.flexicharge.shared.log.About;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the owners of data how commands ended, again and again until they have heard it. On the event loop of commands. */
final class Effects {
    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

    /** As long as an owner may take to answer, so that one that is being told is not told again. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    /** An owner that says so will say so again. */
    private static final Set<Reason> FOR_GOOD = EnumSet.of(Reason.INVALID, Reason.NOT_FOUND, Reason.CONFLICT);

    private final EffectRepository repository;
    private final OperationTable operations;
    private final Sealing sealing;
    private final Clock clock;

    Effects(EffectRepository repository, OperationTable operations, Sealing sealing, Clock clock) {
        this.repository = repository;
        this.operations = operations;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** The sweep. */
    Future<Void> repeat() {
        var now = clock.instant();
        return repository
                .claim(now.minus(BETWEEN_TRIES), now)
                .compose(due ->
                        Future.join(due.stream().map(this::tell).toList()).mapEmpty());
    }

    /** @param command that is over. @return never fails: what does not succeed is repeated by the sweep */
    Future<Void> tell(StoredCommand command) {
        var operation = operations.named(command.command().action());
        if (!operation.hasConsequences()) {
            return Future.succeededFuture();
        }
        return request(command)
                .compose(request -> operation.over(ending(command, request)))
                .recover(no -> isForGood(no) ? gaveUp(command, no) : Future.failedFuture(no))
                .compose(heard -> repository.done(command.command()))
                .recover(no -> {
                    About.charger(LOG.atDebug(), command.command().connectorID())
                            .log("Command {} will be told of again: {}", command.id(), no.getMessage());
                    return Future.succeededFuture();
                });
    }

    private Future<ObjectNode> request(StoredCommand command) {
        return command.sealedRequest()
                .map(box -> sealing.open(command.id(), box)
                        .recover(closed -> Future.failedFuture(Refusal.of(
                                Reason.INVALID, "sealed", "its secret was sealed under another database login"))))
                .orElseGet(() -> Future.succeededFuture(command.command().request()))
                .map(Effects::object);
    }

    private Operation.Ending ending(StoredCommand stored, ObjectNode request) {
        var command = stored.command();
        var response = response(command);
        return new Operation.Ending(
                command.connectorID(),
                command.id(),
                request,
                response,
                response != null && Answer.saysYes(response),
                command.state().word(),
                command.reservationID(),
                command.jobID(),
                Optional.ofNullable(command.answeredAt()).orElseGet(clock::instant));
    }

    /** What broke the schema is kept for people to read; nobody else is to trust it. */
    private static @Nullable ObjectNode response(Command command) {
        var response = command.response();
        return response != null && command.error() == null ? object(response) : null;
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.tree(json).orElseThrow();
    }

    private static boolean isForGood(Throwable no) {
        return no instanceof Refusal refusal && FOR_GOOD.contains(refusal.reason());
    }

    private static Future<Void> gaveUp(StoredCommand command, Throwable no) {
        About.charger(LOG.atWarn(), command.command().connectorID())
                .log(
                        "What {} {} of charger {} changed is not written down: {}",
                        command.command().action(),
                        command.id(),
                        command.command().connectorID(),
                        no.getMessage());
        return Future.succeededFuture();
    }
}
