package com.flexicharge.launcher.cluster;

import com.flexicharge.fleet.Door;
import com.flexicharge.shared.contract.Role;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of each kind of request, through the front door. */
final class Probes implements AutoCloseable {
    private static final Duration TOKENS_LAST = Duration.ofHours(2);
    private static final long PATIENCE_MILLIS = 15_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(true));
    private final ClusterRig rig;
    private final String token;
    private final List<Probe> probes;

    Probes(ClusterRig rig, String charger) {
        this.rig = rig;
        token = rig.tokens(vertx).mint("operator", Role.ADMIN, TOKENS_LAST);
        probes = List.of(
                new Probe("GET /commands (ocpp)", vertx, () -> get("/commands?limit=1")),
                new Probe("GET /chargers (charger)", vertx, () -> get("/chargers?limit=1")),
                new Probe("GET /transactions (transaction)", vertx, () -> get("/transactions?limit=1")),
                new Probe("POST /live/tickets (livemetrics)", vertx, () -> request(HttpMethod.POST, "/live/tickets")),
                new Probe("GET /.well-known/jwks.json (account)", vertx, () -> get("/.well-known/jwks.json")),
                new Probe("a charger's Heartbeat", vertx, new Charger(charger + "-h", "Heartbeat")::ask),
                new Probe(
                        "a charger's StatusNotification",
                        vertx,
                        new Charger(charger + "-s", "StatusNotification")::ask),
                new Probe("a charger's Authorize", vertx, new Charger(charger + "-a", "Authorize")::ask));
        probes.forEach(Probe::start);
    }

    List<Probe.Seen> seen() {
        return probes.stream().map(Probe::seen).toList();
    }

    private Future<?> get(String uri) {
        return request(HttpMethod.GET, uri);
    }

    private Future<?> request(HttpMethod method, String uri) {
        Door door = rig.http();
        var options = new RequestOptions()
                .setMethod(method)
                .setHost(door.host())
                .setPort(door.port())
                .setURI(uri)
                .setTimeout(PATIENCE_MILLIS)
                .putHeader("Authorization", "Bearer " + token);
        return http.request(options)
                .compose(request -> request.send())
                .compose(answer -> answer.body()
                        .compose(body -> answer.statusCode() < 300
                                ? Future.succeededFuture()
                                : Future.failedFuture(uri + ": " + answer.statusCode() + " " + body)));
    }

    @Override
    public void close() {
        probes.forEach(Probe::stop);
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** Sends one action, over a socket that it opens anew when it was closed. On one event loop. */
    private final class Charger {
        private final WebSocketClient client = vertx.createWebSocketClient();
        private final String name;
        private final String action;
        private @Nullable WebSocket socket;
        private Promise<Void> answer = Promise.promise();
        private int number;

        Charger(String name, String action) {
            this.name = name;
            this.action = action;
        }

        Future<?> ask() {
            var open = socket;
            return (open == null ? connect() : Future.succeededFuture(open)).compose(connected -> {
                var mine = Promise.<Void>promise();
                answer = mine;
                number++;
                connected.writeTextMessage(new JsonArray()
                        .add(2)
                        .add(name + number)
                        .add(action)
                        .add(payload())
                        .encode());
                var timer = vertx.setTimer(PATIENCE_MILLIS, id -> mine.tryFail(action + " was not answered"));
                return mine.future().onComplete(done -> vertx.cancelTimer(timer));
            });
        }

        private Future<WebSocket> connect() {
            Door door = rig.door();
            var options = new WebSocketConnectOptions()
                    .setHost(door.host())
                    .setPort(door.port())
                    .setURI("/ocpp/" + name)
                    .setTimeout(5_000)
                    .addSubProtocol("ocpp1.6");
            return client.connect(options).map(connected -> {
                socket = connected;
                connected.textMessageHandler(text -> {
                    if (new JsonArray(text).getInteger(0) == 3) {
                        answer.tryComplete();
                    }
                });
                connected.closeHandler(gone -> {
                    socket = null;
                    answer.tryFail("closed");
                });
                return connected;
            });
        }

        private JsonObject payload() {
            return switch (action) {
                case "StatusNotification" ->
                    new JsonObject()
                            .put("connectorId", 1)
                            .put("errorCode", "NoError")
                            .put("status", number % 2 == 0 ? "Available" : "Preparing");
                case "Authorize" -> new JsonObject().put("idTag", "nobody");
                default -> new JsonObject();
            };
        }
    }
}
