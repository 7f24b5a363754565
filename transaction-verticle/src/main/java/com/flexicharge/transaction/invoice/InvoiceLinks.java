package com.flexicharge.transaction.invoice;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Sealing;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Links that open one invoice for whoever has them, because a browser's new tab sends no token: when the link ends, and an HMAC over that
 * and the invoice, under a key that all processes have and nobody else.
 */
final class InvoiceLinks {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})-([A-Za-z0-9_-]{43})");

    private final Sealing sealing;
    private final Clock clock;

    InvoiceLinks(Database database, Clock clock) {
        this.sealing = new Sealing(database, "invoice links");
        this.clock = clock;
    }

    Future<String> token(String invoiceID) {
        var end = clock.instant().plus(LIFE).getEpochSecond();
        return mac(invoiceID, end).map(mac -> end + "-" + mac);
    }

    Future<Boolean> holds(String token, String invoiceID) {
        var parts = FORM.matcher(token);
        if (!parts.matches()) {
            return Future.succeededFuture(false);
        }
        var end = Long.parseLong(parts.group(1));
        var given = Base64.getUrlDecoder().decode(parts.group(2));
        return mac(invoiceID, end)
                .map(mac -> MessageDigest.isEqual(Base64.getUrlDecoder().decode(mac), given)
                        && clock.instant().isBefore(Instant.ofEpochSecond(end)));
    }

    private Future<String> mac(String invoiceID, long end) {
        return sealing.fingerprint(end + " " + invoiceID)
                .map(mac -> Base64.getUrlEncoder().withoutPadding().encodeToString(mac.getBytes()));
    }
}
