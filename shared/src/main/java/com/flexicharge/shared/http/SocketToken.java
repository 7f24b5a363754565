package com.flexicharge.shared.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a WebSocket request says about who asks.
 *
 * @param token       not yet verified
 * @param subprotocol what the handshake has to return: {@code bearer} where the token came that way, else the first that was
 *                    offered, else none
 */
public record SocketToken(Optional<String> token, Optional<String> subprotocol) {
    private static final String BEARER = "bearer";

    /** Looks, in this order, into the query ({@code access_token}), the header, and the subprotocols {@code bearer, <token>}. */
    static SocketToken from(HttpServerRequest request) {
        var offered = offered(request);
        int bearer = offered.indexOf(BEARER);
        var inSubprotocols = bearer >= 0 && bearer + 1 < offered.size()
                ? Optional.of(offered.get(bearer + 1))
                : Optional.<String>empty();
        var token = BearerToken.inQuery(request, "access_token")
                .or(() -> BearerToken.inHeader(request))
                .or(() -> inSubprotocols);
        return new SocketToken(
                token,
                inSubprotocols.isPresent()
                        ? Optional.of(BEARER)
                        : offered.stream().findFirst());
    }

    private static List<String> offered(HttpServerRequest request) {
        return request.headers().getAll("sec-websocket-protocol").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
