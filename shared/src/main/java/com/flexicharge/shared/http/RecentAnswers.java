package com.flexicharge.shared.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Lists that old apps ask for without pause, built at most once a second for each set of filters: who asks within a second of when
 * building began gets what is being built. So nobody sees anything that was older than a second when they asked. For lists that are the
 * same for everybody, or for every admin. Usable from any thread; one for all event loops of a process.
 */
public final class RecentAnswers {
    private static final Duration KEPT = Duration.ofSeconds(1);

    /** Of a fleet of a thousand chargers each is some 400 KB: 25 MB. Beyond, lists are built for each who asks. */
    private static final int MOST = 64;

    private final Clock clock;
    private final ConcurrentMap<String, Recent> recent = new ConcurrentHashMap<>();

    public RecentAnswers(Clock clock) {
        this.clock = clock;
    }

    private record Recent(Instant begunAt, Promise<HttpAnswer> answer) {
        /** A clock that was set back makes nothing last longer. */
        boolean isFresh(Instant now) {
            return !now.isBefore(begunAt) && now.isBefore(begunAt.plus(KEPT));
        }
    }

    /** The route of such a list. */
    public RouteHandler of(RouteHandler list) {
        return exchange -> answer(exchange, list);
    }

    /** A route that changes what such lists show: who changed it sees that at once, on this process. */
    public RouteHandler after(RouteHandler change) {
        return exchange -> change.handle(exchange).onComplete(done -> recent.clear());
    }

    private Future<HttpAnswer> answer(HttpExchange exchange, RouteHandler list) {
        var filters = exchange.filterSet();
        var now = clock.instant();
        if (!hasRoomFor(filters, now)) {
            return list.handle(exchange);
        }
        var mine = new Recent(now, Promise.promise());
        var shown = recent.compute(filters, (key, known) -> known != null && known.isFresh(now) ? known : mine);
        if (shown.answer() == mine.answer()) {
            Future.succeededFuture(exchange)
                    .compose(list::handle)
                    .map(EntityTag::stamped)
                    .onFailure(failure -> recent.remove(filters, mine))
                    .onComplete(mine.answer());
        }
        return shown.answer().future();
    }

    private boolean hasRoomFor(String filters, Instant now) {
        if (recent.size() >= MOST && !recent.containsKey(filters)) {
            recent.values().removeIf(known -> !known.isFresh(now));
        }
        return recent.size() < MOST || recent.containsKey(filters);
    }
}
