package com.flexicharge.load.work;

import com.flexicharge.load.server.OwnServer;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What people and operators look at, one after the other, each of other rows. */
final class HotReads {
    private static final int TIMES_A_WINDOW = 20;
    /** Of those that add up or look through what all chargers did. */
    private static final int TIMES_OF_ALL_A_WINDOW = 2;

    private static final long NANOS_A_MICRO = 1_000;

    private final OwnServer server;
    private final Scene scene;
    private final int times;
    private final int timesOfAll;
    private final List<List<String>> sessions;

    HotReads(OwnServer server, Scene scene) {
        this.server = server;
        this.scene = scene;
        this.times = TIMES_A_WINDOW * scene.options().windows();
        this.timesOfAll = TIMES_OF_ALL_A_WINDOW * scene.options().windows();
        this.sessions = some(server.jdbcUrl().orElseThrow(), times);
    }

    /** Spread over all ids. */
    private static List<List<String>> some(String jdbcUrl, int number) {
        try (var sql = new Sql(jdbcUrl)) {
            return sql.rows("""
                    select t.transaction_id, t.connector_id, t.user_id, t.serial_number, t.id_tag
                    from (select min(transaction_id) as first, max(transaction_id) as last from transaction.transactions
                          where user_id is not null) ids,
                        generate_series(1, %d) i
                        cross join lateral (
                            select * from transaction.transactions
                            where transaction_id >= first + (last - first)::bigint * (i * 37 %% %d) / %d
                              and state = 'ended' and user_id is not null
                            order by transaction_id limit 1) t""".formatted(number, number, number));
        }
    }

    void play() {
        if (sessions.isEmpty()) {
            throw new IllegalStateException("No session has ended yet, so there is nothing to look at");
        }
        each("a session", times, "/transactions/%1$s");
        each("a session's readings", times, "/transactions/%1$s/meter-values");
        each("a person's sessions", times, "/transactions/userTransactions/%3$s");
        each("a charger's sessions", times, "/transactions/chargerTransactions/%2$s");
        each("sessions by tag", times, "/transactions?limit=50&idTag=%5$s");
        each("sessions by serial number", times, "/transactions?limit=50&serialNumber=%4$s");
        each("all sessions, a page", times, "/transactions?limit=50");
        each("unpaid sessions, a page", timesOfAll, "/transactions?limit=50&isPaid=false");
        each("sessions of a day, a page", timesOfAll, "/transactions?limit=50&from=%6$s&to=%7$s");
        each("doubtful sessions", timesOfAll, "/transactions?limit=50&suspect=true");
        each("a charger", times, "/chargers/%2$s");
        each("chargers, a page", times, "/chargers?limit=%8$s");
        each("chargers by a part of their number", times, "/chargers?limit=50&q=%2$s");
        each("a charger's frames", times, "/chargers/%2$s/messages?limit=50");
        each("tags, a page", times, "/id-tags?limit=50");
        each("a person's sums of 30 days", times, "/statistics/users/%3$s");
        each("a charger's sums of 30 days", times, "/statistics/chargers/%2$s");
        each("the fleet's sums of 30 days", timesOfAll, "/statistics");
        each("the fleet's sums of a year", timesOfAll, "/statistics?from=%9$s");
    }

    /** @param path with the ids of a session in it */
    private void each(String what, int number, String path) {
        var latency = new Histogram(1, 120_000_000, 3);
        for (int time = 0; time < number; time++) {
            var session = sessions.get(time % sessions.size());
            var day = scene.daysAgo(60 + time);
            var asked = path.formatted(
                    session.get(0),
                    session.get(1),
                    session.get(2),
                    session.get(3),
                    session.get(4),
                    day,
                    scene.daysAgo(59 + time),
                    50 + time,
                    scene.daysAgo(364));
            var began = System.nanoTime();
            var answer = server.get(asked);
            latency.recordValue(Math.max(1, (System.nanoTime() - began) / NANOS_A_MICRO));
            if (answer.statusCode() != 200) {
                scene.problems(Map.of(what + " was answered with " + answer.statusCode(), 1L));
            }
        }
        scene.latency(what, latency);
    }
}
