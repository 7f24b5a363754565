package com.flexicharge.ocpp.socket;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a charger sends with HTTP Basic (RFC 7617). It is in no log. */
record Credentials(String user, String password) {
    private static final String BASIC = "Basic ";

    /** Absent also when the header cannot be read: then they are wrong, as no credentials are where some are needed. */
    static Optional<Credentials> of(MultiMap headers) {
        return Optional.ofNullable(headers.get(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, BASIC, 0, BASIC.length()))
                .flatMap(value -> decoded(value.substring(BASIC.length()).strip()))
                .filter(pair -> pair.indexOf(':') >= 0)
                .map(pair ->
                        new Credentials(pair.substring(0, pair.indexOf(':')), pair.substring(pair.indexOf(':') + 1)));
    }

    /** Passwords of chargers may be any bytes; those that are no UTF-8 are taken byte for byte. */
    private static Optional<String> decoded(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
