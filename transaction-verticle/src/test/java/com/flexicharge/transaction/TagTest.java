package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.transaction.ChargerSessions.Authorize;
import com.flexicharge.shared.contract.transaction.ChargerSessions.SessionBegun;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.GetInfos;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.PutIdTag;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.shared.contract.transaction.IdTagInfo.Status;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rules of a tag's status, in their order. */
@ExtendWith(TestDatabaseExtension.class)
class TagTest {
    private static int nextCharger = 320_000;

    private final TestDatabase database;
    private final RunningSessions sessions;

    TagTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
        database.execute("delete from transaction.id_tags", "truncate transaction.transactions cascade");
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void notKnownIsInvalidAndStaysUnknown() {
        assertThat(authorize("stranger")).isEqualTo(new IdTagInfo(Status.INVALID, null, null));
        assertThat(authorize("a\0b").status()).isEqualTo(Status.INVALID);
        assertThat(database.rows("select * from transaction.id_tags")).isEmpty();
    }

    @Test
    void letterCaseDoesNotCount() {
        tag("CaRd", "false, null, null, null");
        assertThat(authorize("cArD").status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void blockedComesBeforeExpired() {
        tag("CARD", "true, '2020-01-01', null, null");
        assertThat(authorize("CARD").status()).isEqualTo(Status.BLOCKED);
    }

    @Test
    void expiredFromTheVeryMomentOn() {
        tag("CARD", "false, '2026-11-22T10:00:00Z', null, null");
        assertThat(authorize("CARD").status()).isEqualTo(Status.EXPIRED);
        tag("NEXT", "false, '2026-11-22T10:00:01Z', null, null");
        assertThat(authorize("NEXT"))
                .isEqualTo(new IdTagInfo(Status.ACCEPTED, Instant.parse("2026-11-22T10:00:01Z"), null));
    }

    @Test
    void whatHoldsForTheParentHoldsForTheTag() {
        tag("GROUP", "true, null, null, null");
        tag("LATE", "false, '2020-01-01', null, null");
        tag("ONE", "false, null, 'group', null");
        tag("TWO", "false, null, 'late', null");
        tag("THREE", "false, null, 'nobody', null");

        assertThat(authorize("ONE")).isEqualTo(new IdTagInfo(Status.BLOCKED, null, "GROUP"));
        assertThat(authorize("TWO").status()).isEqualTo(Status.EXPIRED);
        assertThat(authorize("THREE")).isEqualTo(new IdTagInfo(Status.ACCEPTED, null, "nobody"));
    }

    @Test
    void aLimitCountsOtherSessionsOnlyAndNotTheOneThatIsRepeated() {
        tag("CARD", "false, null, null, 1");
        var first = charger().start("CARD", 0L);
        assertThat(Objects.requireNonNull(first.idTagInfo()).status()).isEqualTo(Status.ACCEPTED);

        assertThat(authorize("CARD").status()).isEqualTo(Status.CONCURRENT_TX);
        var elsewhere = charger();
        var second = elsewhere.start("CARD", 0L);
        assertThat(Objects.requireNonNull(second.idTagInfo()).status()).isEqualTo(Status.CONCURRENT_TX);
        assertThat(second.transactionID()).isNotEqualTo(first.transactionID());

        elsewhere.stop((long) second.transactionID(), "CARD", 1L);
        var repeated = new ChargerReports(sessions, nextCharger - 2, Protocol.OCPP_16).start("CARD", 0L);
        assertThat(repeated).isEqualTo(first);
    }

    @Test
    void ofTwentyStartsAtOnceOnTwoNodesUnderATagForOneSessionOneIsAccepted() {
        tag("CARD", "false, null, null, 1");
        tag("WIDE", "false, null, null, 3");
        try (var other = RunningSessions.start(database, sessions.clock)) {
            var answers = new ArrayList<Future<SessionBegun>>();
            for (int i = 0; i < 20; i++) {
                var card = i % 2 == 0 ? "CARD" : "WIDE";
                answers.add(startAt(sessions, card));
                answers.add(startAt(other, card.toLowerCase(Locale.ROOT)));
            }

            var statuses = answers.stream()
                    .map(answer -> Objects.requireNonNull(
                                    Awaiting.result(answer).idTagInfo())
                            .status())
                    .toList();

            assertThat(statuses).filteredOn(Status.ACCEPTED::equals).hasSize(1 + 3);
            assertThat(statuses).filteredOn(Status.CONCURRENT_TX::equals).hasSize(19 + 17);
        }
    }

    @Test
    void aSessionThatTheStartPutsAnEndToDoesNotCountAgainstTheLimit() {
        tag("CARD", "false, null, null, 1");
        var charger = charger();
        charger.start("CARD", 0L);

        var next = charger.start("CARD", 500L, "2026-11-22T10:00:01Z");

        assertThat(Objects.requireNonNull(next.idTagInfo()).status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void withoutALimitManyMayRun() {
        tag("CARD", "false, null, null, null");
        charger().start("CARD", 0L);
        charger().start("CARD", 0L);
        assertThat(authorize("CARD").status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void manyTagsAreLookedUpInTheOrderAsked() {
        tag("GROUP", "true, null, null, null");
        tag("ONE", "false, null, 'group', null");
        tag("TWO", "false, '2027-01-01', 'Nobody', 0");

        var infos = sessions.ask(
                        IdTagEndpoints.GET_ID_TAG_INFOS, new GetInfos(List.of("two", "stranger", "a\0b", "ONE", "two")))
                .infos();

        var two = new IdTagInfo(Status.CONCURRENT_TX, Instant.parse("2027-01-01T00:00:00Z"), "Nobody");
        var unknown = new IdTagInfo(Status.INVALID, null, null);
        assertThat(infos).containsExactly(two, unknown, unknown, new IdTagInfo(Status.BLOCKED, null, "GROUP"), two);
        assertThat(sessions.ask(IdTagEndpoints.GET_ID_TAG_INFOS, new GetInfos(List.of()))
                        .infos())
                .isEmpty();
        assertThat(sessions.refusal(IdTagEndpoints.GET_ID_TAG_INFOS, new GetInfos(Collections.nCopies(10_001, "ONE")))
                        .reason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void overTheBusATagIsCheckedToo() {
        for (var wanted : List.of(put("", null, null), put("x".repeat(21), null, null), put("x", "X", null))) {
            assertThat(sessions.refusal(IdTagEndpoints.PUT_ID_TAG, wanted).code())
                    .isEqualTo("invalidIdTag");
        }
        assertThat(sessions.refusal(IdTagEndpoints.PUT_ID_TAG, put("x", null, -1))
                        .code())
                .isEqualTo("invalidMaxActiveTransactions");
    }

    private static PutIdTag put(String idTag, @Nullable String parent, @Nullable Integer maxActive) {
        return new PutIdTag(idTag, false, null, parent, null, maxActive, null);
    }

    /** By a charger that only this node knows, so that the starts of two nodes concern nothing but the tag in common. */
    private static Future<SessionBegun> startAt(RunningSessions node, String idTag) {
        node.registry.add(nextCharger, Protocol.OCPP_16);
        var start =
                new ChargerReports(node, nextCharger++, Protocol.OCPP_16).startOf(idTag, 0L, "2026-11-22T10:00:00Z");
        return node.bus.ask(TransactionEndpoints.START_SESSION, start);
    }

    private ChargerReports charger() {
        sessions.registry.add(nextCharger, Protocol.OCPP_16);
        return new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
    }

    private IdTagInfo authorize(String idTag) {
        return sessions.ask(TransactionEndpoints.AUTHORIZE, new Authorize(idTag));
    }

    /** @param rest blocked, expiry_at, parent_id_tag_key, max_active */
    private void tag(String idTag, String rest) {
        database.execute("""
                insert into transaction.id_tags
                    (id_tag_key, id_tag, created_at, updated_at, blocked, expiry_at, parent_id_tag_key, max_active)
                values (lower('%1$s'), '%1$s', now(), now(), %2$s)""".formatted(idTag, rest));
    }
}
