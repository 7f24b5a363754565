package com.flexicharge.ocpp.socket;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A charger's identity, which is its serial number, in the path of its socket. */
final class SocketPath {
    private static final int MAX_CHARACTERS = 36;

    private SocketPath() {}

    /**
     * All that follows the first segment, percent-decoded once: {@code %2F} belongs to it.
     *
     * @return absent when it is no identity, so that no charger can have it
     */
    static Optional<String> strictIdentity(@Nullable String path) {
        return afterFirstSegment(path).flatMap(SocketPath::identity);
    }

    /** The last segment; a slash at the end does not count. */
    static Optional<String> flexiChargeIdentity(@Nullable String path) {
        return afterFirstSegment(path)
                .map(rest -> rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest)
                .map(rest -> rest.substring(rest.lastIndexOf('/') + 1))
                .flatMap(SocketPath::identity);
    }

    private static Optional<String> afterFirstSegment(@Nullable String path) {
        if (path == null) {
            return Optional.empty();
        }
        var slash = path.indexOf('/', 1);
        return slash < 0 ? Optional.empty() : Optional.of(path.substring(slash + 1));
    }

    private static Optional<String> identity(String encoded) {
        try {
            // in a path a plus is a plus
            var decoded = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            var characters = decoded.codePointCount(0, decoded.length());
            // No charger has a control character in its name, and the database cannot even be asked about 0.
            return Optional.of(decoded)
                    .filter(identity -> characters >= 1 && characters <= MAX_CHARACTERS)
                    .filter(identity -> identity.chars().noneMatch(Character::isISOControl));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }
}
