package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.dialect.Strict16;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.Parsed;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Takes an operation through its life over a real bus: from what an operator writes to the frame, and from a charger's answer to
 * what the owners are told. JSON is written with single quotes.
 */
final class OperationBench implements AutoCloseable {
    static final int ID = 100_001;
    static final String COMMAND = "cmd_1";
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    /** What counts as accepted by the rule for a command's state. */
    private static final Set<String> ACCEPTED = Set.of("Accepted", "RebootRequired");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.of(vertx);
    final FakeOwners owners = new FakeOwners(bus);
    private final List<Operation> operations = Operations.of(bus);

    /** The frame a charger gets for what an operator asked. */
    String sent(String action, String asked) {
        var request = checked(action, get(made(action, asked)).payload());
        return new Strict16()
                .writeCall("x1", ((Parsed.Valid<OcppRequest>) request).value())
                .replace('"', '\'');
    }

    /** Expanded, checked against OCPP, made. */
    Future<Operation.Made> made(String action, String asked) {
        var operation = operation(action);
        var wish = object(asked);
        return operation
                .expand(ID, wish)
                .compose(payload -> checked(action, payload) instanceof Parsed.Refused<OcppRequest> refused
                        ? Future.failedFuture(Refusal.invalid(
                                refused.fault().description(),
                                List.of(new Refusal.Fault(refused.fault().pointer(), "invalidPayload"))))
                        : Future.succeededFuture(payload))
                .compose(payload -> operation.make(new Operation.Wish(ID, COMMAND, NOW), object(asked), payload))
                .map(made -> {
                    if (!wish.equals(object(asked))) {
                        throw new AssertionError("What was asked was changed: " + wish);
                    }
                    return made;
                });
    }

    Refusal refused(String action, String asked) {
        return (Refusal) get(made(action, asked)
                .transform(done -> done.failed()
                        ? Future.succeededFuture(done.cause())
                        : Future.failedFuture("It was made: " + done.result())));
    }

    /** The charger answered. */
    void answered(String action, String request, String response) {
        var answer = object(response);
        var accepted =
                !answer.has("status") || ACCEPTED.contains(answer.get("status").asText());
        over(action, request, answer, accepted, accepted ? "accepted" : "rejected");
    }

    /** The command ended without an answer. */
    void unanswered(String action, String request, String stateWord) {
        over(action, request, null, false, stateWord);
    }

    private void over(
            String action, String request, @Nullable ObjectNode response, boolean accepted, String stateWord) {
        var operation = operation(action);
        if (!operation.hasConsequences()) {
            throw new AssertionError(action + " says that it has no consequences");
        }
        get(operation.over(new Operation.Ending(
                ID,
                COMMAND,
                object(request),
                response,
                accepted,
                stateWord,
                FakeOwners.RESERVATION_ID,
                FakeOwners.JOB_ID,
                NOW)));
    }

    private Operation operation(String action) {
        return operations.stream()
                .filter(any -> any.action().wire().equals(action))
                .findFirst()
                .orElseThrow();
    }

    private static Parsed<OcppRequest> checked(String action, ObjectNode payload) {
        return Action.named(action).orElseThrow().readRequest(payload, Set.of());
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.tree(json.replace('\'', '"')).orElseThrow();
    }

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        get(vertx.close());
    }
}
