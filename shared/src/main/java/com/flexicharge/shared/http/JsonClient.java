package com.flexicharge.shared.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks other services for JSON. Everything has a bound: the deadline of a request, {@value #MOST_BYTES} bytes of an answer, connections,
 * and {@value #MOST_WAITING} requests that wait for one; what is beyond it fails. Redirects are not followed. Usable from any thread.
 */
public final class JsonClient {
    private static final int MOST_BYTES = 1_000_000;
    private static final int MOST_WAITING = 200;

    private final HttpClient client;
    private final Duration deadline;

    /** @param body empty if it is no JSON object */
    public record Answer(int status, Optional<JsonObject> body) {}

    public JsonClient(Vertx vertx, int connections, Duration deadline) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout((int) deadline.toMillis()),
                new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(MOST_WAITING));
        this.deadline = deadline;
    }

    public Future<Answer> get(URI uri, Map<String, String> headers) {
        return send(HttpMethod.GET, uri, headers, Optional.empty(), deadline);
    }

    /**
     * Fails when no whole answer came within the time: whether the request was carried out, nobody knows then.
     *
     * @param within at most the deadline of this client
     */
    public Future<Answer> send(
            HttpMethod method, URI uri, Map<String, String> headers, Optional<JsonObject> body, Duration within) {
        var longest = within.compareTo(deadline) < 0 ? within : deadline;
        var options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(uri.toString())
                .setFollowRedirects(false)
                .putHeader("accept", "application/json");
        headers.forEach(options::putHeader);
        return client.request(options)
                .compose(request -> {
                    request.idleTimeout(longest.toMillis());
                    var sent = body.map(json -> request.putHeader("content-type", "application/json")
                                    .send(json.toBuffer()))
                            .orElseGet(request::send);
                    return sent.compose(JsonClient::read);
                })
                .timeout(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Future<Answer> read(HttpClientResponse response) {
        var all = Buffer.buffer();
        response.handler(part -> {
            if (all.length() + part.length() > MOST_BYTES) {
                response.request().reset();
            } else {
                all.appendBuffer(part);
            }
        });
        return response.end().map(end -> new Answer(response.statusCode(), object(all)));
    }

    private static Optional<JsonObject> object(Buffer body) {
        try {
            return Optional.of(new JsonObject(body));
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }
}
