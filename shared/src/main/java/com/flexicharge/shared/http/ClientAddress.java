package com.flexicharge.shared.http;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Where a request comes from. */
public final class ClientAddress {
    private ClientAddress() {}

    /**
     * Behind a proxy it is the last entry of X-Forwarded-For, the one our own proxy wrote; entries before it are whatever the
     * client claimed.
     */
    public static String of(HttpServerRequest request, boolean trustProxy) {
        return forwarded(request).filter(address -> trustProxy).orElseGet(() -> direct(request));
    }

    private static Optional<String> forwarded(HttpServerRequest request) {
        var lines = request.headers().getAll("x-forwarded-for");
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var last = lines.get(lines.size() - 1);
        return Optional.of(last.substring(last.lastIndexOf(',') + 1).strip())
                .filter(address -> NetUtil.isValidIpV4Address(address) || NetUtil.isValidIpV6Address(address));
    }

    /** "unknown" for a connection that has no address: a Unix socket, or a client that is gone already. */
    private static String direct(HttpServerRequest request) {
        return Optional.ofNullable(request.remoteAddress())
                .map(address -> address.hostAddress())
                .orElse("unknown");
    }
}
