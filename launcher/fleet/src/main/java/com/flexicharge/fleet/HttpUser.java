package com.flexicharge.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;

/** Somebody who uses the HTTP API with a token. */
final class HttpUser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** @param body missing where it is no JSON */
    record Answer(int status, JsonNode body) {}

    private final HttpClient client;
    private final Door door;
    private final String token;

    HttpUser(HttpClient client, Door door, String token) {
        this.client = client;
        this.door = door;
        this.token = token;
    }

    /** @return whatever was answered; fails where nothing was, within 5 seconds */
    Future<Answer> send(HttpMethod method, String path, String idempotencyKey, String body) {
        var options = new RequestOptions()
                .setMethod(method)
                .setHost(door.host())
                .setPort(door.port())
                .setURI(path)
                .setTimeout(PATIENCE.toMillis())
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Idempotency-Key", idempotencyKey)
                .putHeader("Content-Type", "application/json");
        return client.request(options)
                .compose(request -> body.isEmpty() ? request.send() : request.send(body))
                .compose(response ->
                        response.body().map(read -> new Answer(response.statusCode(), json(read.toString()))));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().missingNode();
        }
    }
}
