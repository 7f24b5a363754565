package com.flexicharge.shared.http;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;

/** One HTTP/2 connection without TLS. */
final class Http2Client implements AutoCloseable {
    private final ApiServer server;
    private final HttpClient client;

    Http2Client(ApiServer server) {
        this.server = server;
        this.client = server.vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
    }

    int status(HttpMethod method, String path, String body) {
        return ApiServer.await(client.request(method, server.port(), "127.0.0.1", path)
                .compose(request -> request.send(body))
                .map(response -> response.statusCode()));
    }

    @Override
    public void close() {
        ApiServer.await(client.close());
    }
}
