package com.flexicharge.account.http;

import com.flexicharge.account.RunningAccounts;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** A client of the API as an app has one. */
public final class Http {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    public Http(RunningAccounts accounts) {
        this.base = "http://127.0.0.1:" + accounts.listen();
    }

    public record Answer(int status, String body, HttpResponse<String> response) {
        public JsonObject object() {
            return new JsonObject(body);
        }

        public String text(String member) {
            return object().getString(member);
        }

        /** As {@code 400 CodeMismatchException}; of a success {@code 200}. */
        public String outcome() {
            return status < 400 ? String.valueOf(status) : status + " " + text("code");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Answer post(String path, JsonObject body) {
        return send("POST", path, body.encode(), null);
    }

    public Answer get(String path, @Nullable String token) {
        return send("GET", path, null, token);
    }

    public Answer send(String method, String path, @Nullable String body, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
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
