package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.config.HistoryConfig;
import com.flexicharge.shared.db.HistoryRepository;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class AsideHistoryTest {
    @Test
    void whatIsNotResolvedStaysHoweverOldAndWhatIsResolvedStaysForTheDaysThatWereSet(TestDatabase database) {
        var clock = MutableClock.at("2026-11-22T10:00:00Z");
        try (var sessions = RunningSessions.start(database, clock)) {
            database.execute("delete from transaction.unmatched", """
                    insert into transaction.unmatched
                        (connector_id, kind, reason, payload, payload_key, received_at, resolved_at)
                    values (1, 'StopTransaction', 'r', 'waits', 'a', '2020-01-01', null),
                        (1, 'StopTransaction', 'r', 'old', 'b', '2020-01-01', '2026-11-11T23:59:59Z'),
                        (1, 'StopTransaction', 'r', 'kept', 'c', '2020-01-01', '2026-11-12T00:00:00Z')""");
            var history = new AsideHistory(
                    new HistoryRepository(sessions.database, new SimpleMeterRegistry()),
                    new HistoryConfig(Period.ofDays(10)),
                    clock);

            Awaiting.done(history.forget());

            assertThat(database.rows("select payload from transaction.unmatched order by id"))
                    .containsExactly("waits", "kept");
        }
    }
}
