package com.flexicharge.charger.http;

import com.flexicharge.charger.RunningRegistry;
import com.flexicharge.shared.contract.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of the API as an app has one. */
final class Http {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String admin;
    private final String user;
    private final RunningRegistry registry;

    Http(RunningRegistry registry) {
        this.registry = registry;
        this.base = "http://127.0.0.1:" + registry.listen();
        this.admin = registry.token(Role.ADMIN);
        this.user = registry.token(Role.USER);
    }

    record Answer(int status, String body, HttpResponse<String> response) {
        JsonObject object() {
            return new JsonObject(body);
        }

        JsonArray array() {
            return new JsonArray(body);
        }

        String code() {
            return object().getString("code");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String path) {
        return send("GET", path, null, null);
    }

    Answer asAdmin(String method, String path, @Nullable String body) {
        return send(method, path, body, admin);
    }

    Answer asUser(String method, String path, @Nullable String body) {
        return send(method, path, body, user);
    }

    Answer as(String userID, String method, String path, @Nullable String body) {
        return send(method, path, body, registry.token(userID));
    }

    Answer asNobody(String method, String path, @Nullable String body) {
        return send(method, path, body, null);
    }

    private Answer send(String method, String path, @Nullable String body, @Nullable String token) {
        return send(method, path, body, token, Map.of());
    }

    Answer asAdmin(String method, String path, String body, Map<String, String> headers) {
        return send(method, path, body, admin, headers);
    }

    Answer asNobody(String path, Map<String, String> headers) {
        return send("GET", path, null, null, headers);
    }

    private Answer send(
            String method, String path, @Nullable String body, @Nullable String token, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + path + " failed", e);
        }
    }
}
