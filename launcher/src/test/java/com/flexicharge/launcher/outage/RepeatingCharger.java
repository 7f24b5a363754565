package com.flexicharge.launcher.outage;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A strict charger that charges one car after the other and repeats every message until it is confirmed, over as many sockets as
 * it takes. It writes down what was confirmed. Lives on the event loop that calls {@link #run}; the lists are read from others.
 */
final class RepeatingCharger {
    private static final Instant EPOCH = Instant.parse("2026-11-01T00:00:00Z");
    private static final long AGAIN_MILLIS = 200;
    private static final long DEADLINE_MILLIS = 15_000;

    private final String identity;
    private final Vertx vertx;
    private final WebSocketClient client;
    private final int port;
    private final List<Integer> started = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> read = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> stopped = Collections.synchronizedList(new ArrayList<>());
    private Optional<WebSocket> socket = Optional.empty();
    private Promise<String> answer = Promise.promise();
    private int lastId;
    private volatile boolean over;
    private volatile boolean lastCar;
    private volatile boolean done;

    RepeatingCharger(String identity, Vertx vertx, WebSocketClient client, int port) {
        this.identity = identity;
        this.vertx = vertx;
        this.client = client;
        this.port = port;
    }

    void run() {
        car(0);
    }

    /** The car that is charging is the last. */
    void finish() {
        lastCar = true;
    }

    /** Sends nothing any more. */
    void fallSilent() {
        over = true;
    }

    boolean isDone() {
        return done;
    }

    /** Transaction ids whose start was confirmed. */
    List<Integer> started() {
        return List.copyOf(started);
    }

    /** Those of which a reading was confirmed. */
    List<Integer> read() {
        return List.copyOf(read);
    }

    List<Integer> stopped() {
        return List.copyOf(stopped);
    }

    String identity() {
        return identity;
    }

    private void car(int number) {
        if (over || (lastCar && number > 0)) {
            done = true;
            return;
        }
        var begin = EPOCH.plusSeconds(60L * number);
        confirmed(
                        "StartTransaction",
                        "{\"connectorId\":1,\"idTag\":\"CARD\",\"meterStart\":0,\"timestamp\":\"" + begin + "\"}")
                .map(OutageCharger::transactionID)
                .onSuccess(started::add)
                .compose(id -> confirmed(
                                "MeterValues",
                                "{\"connectorId\":1,\"transactionId\":" + id + ",\"meterValue\":[{\"timestamp\":\""
                                        + begin.plusSeconds(10) + "\",\"sampledValue\":[{\"value\":\"50\"}]}]}")
                        .onSuccess(kept -> read.add(id))
                        .compose(kept -> confirmed(
                                "StopTransaction",
                                "{\"meterStop\":100,\"timestamp\":\"" + begin.plusSeconds(20) + "\",\"transactionId\":"
                                        + id + "}"))
                        .onSuccess(kept -> stopped.add(id)))
                .onSuccess(next -> car(number + 1));
    }

    /** @return never, if the charger falls silent before */
    private Future<String> confirmed(String action, String payload) {
        return again("[2,\"" + identity + "-" + ++lastId + "\",\"" + action + "\"," + payload + "]");
    }

    private Future<String> again(String frame) {
        if (over) {
            return Promise.<String>promise().future();
        }
        return attempt(frame)
                .compose(answered -> OutageCharger.isConfirmation(answered)
                        ? Future.succeededFuture(answered)
                        : Future.<String>failedFuture(answered))
                .recover(refused -> pause().compose(now -> again(frame)));
    }

    private Future<String> attempt(String frame) {
        answer = Promise.promise();
        var awaited = answer;
        var timer = vertx.setTimer(DEADLINE_MILLIS, id -> awaited.tryFail("no answer"));
        return open().compose(open -> open.writeTextMessage(frame))
                .compose(sent -> awaited.future())
                .onComplete(done -> vertx.cancelTimer(timer));
    }

    private Future<WebSocket> open() {
        if (socket.isPresent()) {
            return Future.succeededFuture(socket.orElseThrow());
        }
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/ocpp/" + identity)
                .addSubProtocol("ocpp1.6");
        return client.connect(options).onSuccess(opened -> {
            socket = Optional.of(opened);
            opened.textMessageHandler(text -> answer.tryComplete(text));
            opened.closeHandler(gone -> {
                socket = Optional.empty();
                answer.tryFail("closed");
            });
        });
    }

    private Future<Void> pause() {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(AGAIN_MILLIS, id -> over.complete());
        return over.future();
    }
}
