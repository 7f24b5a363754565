package com.flexicharge.ocpp.kit;

import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.http.HttpApi;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.HttpSettings;
import com.flexicharge.shared.http.Tokens;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The API on a port of its own, and an operator who uses it. */
public final class Http {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String admin;
    private final String user;

    public Http(Vertx vertx, Tokens tokens, Consumer<HttpRoutes> routes) {
        var api = HttpApi.builder(HttpSettings.standard(), tokens).mount(routes).build();
        var listening = vertx.createHttpServer()
                .requestHandler(api.router(vertx))
                .listen(0)
                .map(HttpServer::actualPort);
        this.base = "http://127.0.0.1:" + done(listening.toCompletionStage().toCompletableFuture());
        this.admin = tokens.mint("boss", Role.ADMIN, Duration.ofHours(1));
        this.user = tokens.mint("somebody", Role.USER, Duration.ofHours(1));
    }

    public record Answer(int status, String body, HttpResponse<String> response) {
        public JsonObject object() {
            return new JsonObject(body);
        }

        public JsonArray array() {
            return new JsonArray(body);
        }

        public String code() {
            return object().getString("code");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** @param headers names and values, alternating */
    public CompletableFuture<Answer> sent(String method, String path, String body, String... headers) {
        return send(admin, method, path, body, headers);
    }

    public Answer asAdmin(String method, String path, String body, String... headers) {
        return done(send(admin, method, path, body, headers));
    }

    public Answer asUser(String method, String path, String body) {
        return done(send(user, method, path, body));
    }

    public Answer get(String path) {
        return asAdmin("GET", path, "");
    }

    private CompletableFuture<Answer> send(String token, String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), response.body(), response));
    }

    public static <T> T done(CompletableFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
