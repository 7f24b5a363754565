package com.flexicharge.ocpp.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.QuirkEndpoints;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirkUse;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirksMet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuirkCountsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.of(vertx);
    private final QuirkCounts counts = new QuirkCounts(bus);
    private final List<QuirksMet> reports = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    @BeforeEach
    void listen() {
        bus.answer(QuirkEndpoints.QUIRKS_MET, met -> {
            reports.add(met);
            return away
                    ? Future.failedFuture(Refusal.of(Reason.UNAVAILABLE, "dbError", "The database is away."))
                    : Future.succeededFuture(Done.DONE);
        });
    }

    @AfterEach
    void close() {
        join(vertx.close());
    }

    @Test
    void usesOfOneChargerAndRuleAreOne() {
        counts.met(1, Deviation.NULL_IS_ABSENT, NOON);
        counts.met(1, Deviation.NULL_IS_ABSENT, NOON.minusSeconds(1));
        counts.met(1, Deviation.EXTRA_MEMBERS, NOON);
        counts.met(2, Deviation.NULL_IS_ABSENT, NOON);
        join(counts.report());

        assertThat(reports)
                .flatExtracting(QuirksMet::uses)
                .containsExactlyInAnyOrder(
                        new QuirkUse(1, "nullIsAbsent", 2, NOON),
                        new QuirkUse(1, "extraMembers", 1, NOON),
                        new QuirkUse(2, "nullIsAbsent", 1, NOON));
    }

    @Test
    void whatWasToldIsNotToldAgainAndNothingIsSaidOfNothing() {
        counts.met(1, Deviation.NULL_IS_ABSENT, NOON);
        join(counts.report());
        join(counts.report());

        assertThat(reports).hasSize(1);
    }

    @Test
    void whatTheRegistryDidNotHearIsAddedToTheNextReport() {
        away = true;
        counts.met(1, Deviation.NULL_IS_ABSENT, NOON);
        assertThat(failed(counts.report())).isTrue();
        counts.met(1, Deviation.NULL_IS_ABSENT, NOON.plusSeconds(1));

        away = false;
        reports.clear();
        join(counts.report());

        assertThat(reports)
                .flatExtracting(QuirksMet::uses)
                .containsExactly(new QuirkUse(1, "nullIsAbsent", 2, NOON.plusSeconds(1)));
    }

    @Test
    void theLastReportEndsWhetherItIsHeardOrNot() {
        away = true;
        counts.met(1, Deviation.NULL_IS_ABSENT, NOON);

        join(counts.reportLast());

        assertThat(reports).hasSize(1);
    }

    @Test
    void aThousandAreToldAtATimeAndTenThousandAreKept() {
        for (var charger = 1; charger <= 10_500; charger++) {
            counts.met(charger, Deviation.NULL_IS_ABSENT, NOON);
        }
        counts.met(1, Deviation.NULL_IS_ABSENT, NOON);
        join(counts.report());

        assertThat(reports)
                .hasSize(10)
                .allSatisfy(report -> assertThat(report.uses()).hasSize(1_000));
        assertThat(reports).flatExtracting(QuirksMet::uses).contains(new QuirkUse(1, "nullIsAbsent", 2, NOON));

        counts.met(10_500, Deviation.NULL_IS_ABSENT, NOON);
        join(counts.report());
        assertThat(reports.get(reports.size() - 1).uses()).hasSize(1);
    }

    private static void join(Future<Void> future) {
        assertThat(failed(future)).isFalse();
    }

    private static boolean failed(Future<Void> future) {
        return future.transform(done -> Future.succeededFuture(done.failed()))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
