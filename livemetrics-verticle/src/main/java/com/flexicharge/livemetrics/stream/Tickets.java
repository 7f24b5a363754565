package com.flexicharge.livemetrics.stream;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.http.VerifiedToken;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/**
 * What opens a stream where no header can be sent: good for a minute and for nothing else, so that an address that ends up in a log
 * gives nothing away.
 */
public final class Tickets {
    public static final Duration LIFE = Duration.ofMinutes(1);

    private static final int BYTES = 32;

    private final TicketRepository repository;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Tickets(TicketRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    public Future<String> issue(VerifiedToken token) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.instant();
        return repository.add(hash(ticket), token, now.plus(LIFE), now).map(ticket);
    }

    /** Within its minute as often as needed: browsers come back with the same address. Fails with UNAUTHENTICATED. */
    public Future<VerifiedToken> redeem(String ticket) {
        return repository
                .find(hash(ticket), clock.instant())
                .map(found -> found.orElseThrow(() -> Refusal.of(
                        Reason.UNAUTHENTICATED,
                        "unauthorizedError",
                        "This ticket is unknown, or its minute is over: ask for another one.")));
    }

    private static byte[] hash(String ticket) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
