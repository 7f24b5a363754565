package com.flexicharge.transaction.http;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.transaction.RunningSessions;
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
    private final RunningSessions sessions;
    private final String base;

    Http(RunningSessions sessions) {
        this.sessions = sessions;
        this.base = "http://127.0.0.1:" + sessions.listen();
    }

    record Answer(int status, String body, HttpResponse<String> response) {
        JsonObject object() {
            return new JsonObject(body);
        }

        JsonArray array() {
            return new JsonArray(body);
        }

        int id() {
            return object().getInteger("transactionID");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** Like {@code 409 couldNotReserveCharger}. */
        String refusal() {
            return status + " " + object().getString("code");
        }
    }

    Answer get(Caller caller, String path) {
        return send(caller, "GET", path, null);
    }

    Answer put(Caller caller, String path, @Nullable String body) {
        return send(caller, "PUT", path, body);
    }

    Answer post(Caller caller, String path, @Nullable String body) {
        return send(caller, "POST", path, body);
    }

    Answer delete(Caller caller, String path) {
        return send(caller, "DELETE", path, null);
    }

    Answer asNobody(String method, String path) {
        return send(null, method, path, null);
    }

    /** A document, as bytes. */
    HttpResponse<byte[]> document(Caller caller, String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + sessions.token(caller))
                .build();
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("GET " + path + " failed", e);
        }
    }

    private Answer send(@Nullable Caller caller, String method, String path, @Nullable String body) {
        return send(caller, method, path, body, Map.of());
    }

    Answer send(
            @Nullable Caller caller, String method, String path, @Nullable String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (caller != null) {
            request.header("Authorization", "Bearer " + sessions.token(caller));
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + path + " failed", e);
        }
    }
}
