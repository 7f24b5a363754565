package com.flexicharge.transaction.payment;

import com.flexicharge.shared.config.Settings;
import java.net.URI;
import java.util.Optional;

/**
 * Where Klarna is asked, and as whom.
 *
 * @param token {@code user:password}
 */
public record KlarnaConfig(URI url, String token) {
    private static final URI PLAYGROUND = URI.create("https://api.playground.klarna.com");

    /** Empty: nobody pays by card. */
    public static Optional<KlarnaConfig> read(Settings settings) {
        if (settings.flag("BYPASS_KLARNA", true)) {
            settings.declare("KLARNA_TOKEN", "KLARNA_URL");
            return Optional.empty();
        }
        if (!settings.isSet("KLARNA_TOKEN")) {
            settings.fault("KLARNA_TOKEN", "is missing; it is needed because BYPASS_KLARNA is 0");
        }
        var token = settings.secretValue(
                "KLARNA_TOKEN",
                "user:password",
                text -> Optional.of(text).filter(login -> login.matches("[^:\\s]+:\\S+")));
        return Optional.of(new KlarnaConfig(settings.url("KLARNA_URL", PLAYGROUND), token.orElse("")));
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
