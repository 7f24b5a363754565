package com.flexicharge.ocpp;

import static com.flexicharge.ocpp.TestNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.operation.Operation;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandState;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Operate;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.SendCertificate;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is made for a command, who is told how it ended, and what the server asks by itself. */
@ExtendWith(TestDatabaseExtension.class)
class CommandEffectTest {
    private static final String RESERVE =
            "{\"connectorId\":1,\"expiryDate\":\"2026-01-02T04:00:00.000Z\",\"idTag\":\"A\",\"reservationId\":41}";

    private final int id = FreshNumbers.next();
    private final TestDatabase database;
    private final Reserving reserving = new Reserving();
    private TestNode node;

    /** As the owner of reservations would have it: the number is allocated. */
    private static final class Reserving implements Operation {
        private final List<String> made = new CopyOnWriteArrayList<>();
        private final List<Ending> told = new CopyOnWriteArrayList<>();
        private volatile @Nullable Reason refusal;
        private volatile Future<Void> slowly = Future.succeededFuture();
        private volatile @Nullable Reason makingRefused;

        @Override
        public Action action() {
            return Action.RESERVE_NOW;
        }

        @Override
        public Future<ObjectNode> expand(int connectorID, ObjectNode asked) {
            return Future.succeededFuture(asked.deepCopy().put("reservationId", 1));
        }

        @Override
        public Future<Made> make(Wish wish, ObjectNode asked, ObjectNode payload) {
            made.add(wish.commandID());
            var reason = makingRefused;
            if (reason != null) {
                return Future.failedFuture(Refusal.of(reason, "test", "As the test wants it."));
            }
            return Future.succeededFuture(new Made(payload.deepCopy().put("reservationId", 41), 41, null));
        }

        @Override
        public boolean hasConsequences() {
            return true;
        }

        @Override
        public Future<Void> over(Ending ending) {
            told.add(ending);
            var reason = refusal;
            return reason == null ? slowly : Future.failedFuture(Refusal.of(reason, "test", "As the test wants it."));
        }
    }

    CommandEffectTest(TestDatabase database) {
        this.database = database;
        node = started();
    }

    private TestNode started() {
        var started = new TestNode(database, TestConfig.standard(), List.of(reserving));
        started.others.charger(id, "CP1");
        return started;
    }

    @AfterEach
    void close() {
        node.close();
    }

    private Future<CommandEndpoints.Command> reserve(int ttlSeconds) {
        return reserve(ttlSeconds, null);
    }

    private Future<CommandEndpoints.Command> reserve(int ttlSeconds, @Nullable String key) {
        return node.bus.ask(
                CommandEndpoints.OPERATE,
                new Operate(
                        id,
                        "ReserveNow",
                        "{\"connectorId\":1,\"expiryDate\":\"2026-01-02T04:00:00.000Z\",\"idTag\":\"A\"}",
                        ttlSeconds > 0 ? 0 : 5_000,
                        ttlSeconds,
                        "boss",
                        key));
    }

    private boolean isDue() {
        return get(node.database.query(
                        client -> client.query("select effects_due from ocpp.commands where connector_id = " + id)
                                .execute()))
                .iterator()
                .next()
                .getBoolean("effects_due");
    }

    @Test
    void whatIsAllocatedForACommandIsOnTheWireAndInTheCommand() {
        var charger = node.booted("CP1");
        var asked = reserve(0);
        charger.send("[3,\"" + charger.getsCall("\"ReserveNow\"," + RESERVE) + "\",{\"status\":\"Accepted\"}]");

        var command = get(asked);
        assertThat(command.reservationID()).isEqualTo(41);
        assertThat(command.request()).isEqualTo(RESERVE);
        await().until(() -> !isDue());
        assertThat(reserving.told).singleElement().satisfies(ending -> {
            assertThat(ending.commandID()).isEqualTo(command.id());
            assertThat(ending.accepted()).isTrue();
            assertThat(ending.reservationID()).isEqualTo(41);
            assertThat(ending.request()).hasToString(RESERVE);
            assertThat(ending.response()).hasToString("{\"status\":\"Accepted\"}");
        });
    }

    @Test
    void nothingIsMadeForACommandThatIsRefused() {
        assertThat(TestNode.failureOf(reserve(0))).hasMessageContaining("not connected");

        assertThat(reserving.made).isEmpty();
    }

    @Test
    void theOwnerIsToldAgainUntilItHasHeardAlsoByAnotherProcess() {
        var charger = node.booted("CP1");
        reserving.refusal = Reason.UNAVAILABLE;
        var asked = reserve(0);
        charger.send("[3,\"" + charger.getsCall("\"ReserveNow\"," + RESERVE) + "\",{\"status\":\"Occupied\"}]");
        assertThat(get(asked).state()).isEqualTo(CommandState.REJECTED);
        await().until(() -> reserving.told.size() == 1);
        assertThat(isDue()).isTrue();

        node.close();
        node = started();
        node.clock.advance(Duration.ofSeconds(11));
        await().atMost(Duration.ofSeconds(15)).until(() -> reserving.told.size() == 2);
        assertThat(isDue()).isTrue();

        reserving.refusal = null;
        node.clock.advance(Duration.ofSeconds(11));
        await().atMost(Duration.ofSeconds(15)).until(() -> !isDue());
        assertThat(reserving.told).hasSize(3).allMatch(ending -> !ending.accepted());
    }

    @Test
    void anOwnerThatRefusesForGoodIsNotToldAgain() {
        var charger = node.booted("CP1");
        reserving.refusal = Reason.NOT_FOUND;
        var asked = reserve(0);
        charger.send("[3,\"" + charger.getsCall("\"ReserveNow\"," + RESERVE) + "\",{\"status\":\"Accepted\"}]");
        get(asked);

        await().until(() -> !isDue());
    }

    @Test
    void aLateYesIsToldAgainThoughTheSilenceBeforeItIsHeardAfterwards() {
        node.close();
        node = new TestNode(database, TestConfig.callTimeout(Duration.ofMillis(200)), List.of(reserving));
        node.others.charger(id, "CP1");
        var charger = node.booted("CP1");
        Promise<Void> heard = Promise.promise();
        reserving.slowly = heard.future();
        var asked = reserve(0);
        var call = charger.getsCall("\"ReserveNow\"," + RESERVE);
        assertThat(get(asked).state()).isEqualTo(CommandState.TIMED_OUT);
        await().until(() -> reserving.told.size() == 1);
        reserving.refusal = Reason.UNAVAILABLE;
        charger.send("[3,\"" + call + "\",{\"status\":\"Accepted\"}]");
        await().until(() -> reserving.told.size() == 2);

        heard.complete();
        reserving.refusal = null;
        node.clock.advance(Duration.ofSeconds(11));

        await().atMost(Duration.ofSeconds(15)).until(() -> reserving.told.size() == 3);
        assertThat(reserving.told).last().matches(Operation.Ending::accepted);
        await().until(() -> !isDue());
    }

    @Test
    void whatMayHaveBeenMadeIsFoundAgainUnderTheSameKey() {
        reserving.makingRefused = Reason.TIMED_OUT;
        TestNode.failureOf(reserve(600, "key-" + id));
        reserving.makingRefused = null;

        get(reserve(600, "key-" + id));

        assertThat(reserving.made).hasSize(2);
        assertThat(Set.copyOf(reserving.made)).hasSize(1);
    }

    @Test
    void aKeyIsFreeAgainWhenNothingCanHaveBeenMade() {
        reserving.makingRefused = Reason.NOT_FOUND;
        TestNode.failureOf(reserve(600, "key-" + id));
        reserving.makingRefused = null;

        get(reserve(600, "key-" + id));

        assertThat(Set.copyOf(reserving.made)).hasSize(2);
    }

    @Test
    void theOwnerIsToldOfACommandThatWasNeverSent() {
        get(reserve(60));

        node.clock.advance(Duration.ofMinutes(1));

        await().untilAsserted(() -> assertThat(reserving.told)
                .singleElement()
                .satisfies(ending -> assertThat(ending.stateWord()).isEqualTo("expired")));
        await().until(() -> !isDue());
    }

    @Test
    void aCertificateWaitsAWeekForItsChargerAndIsSentOnce() {
        var asked = new SendCertificate(id, "-----BEGIN CERTIFICATE-----", "csr-" + id);
        get(node.bus.ask(CommandEndpoints.SEND_CERTIFICATE, asked));
        get(node.bus.ask(CommandEndpoints.SEND_CERTIFICATE, asked));

        assertThat(get(node.bus.ask(CommandEndpoints.SEARCH_COMMANDS, Searches.of(id)))
                        .commands())
                .singleElement()
                .satisfies(listed -> {
                    assertThat(listed.command().requestedBy()).isEqualTo("server");
                    assertThat(listed.command().expiresAt()).isEqualTo("2026-01-09T03:04:05.678Z");
                });
        node.booted("CP1").getsCall("\"CertificateSigned\",{\"certificateChain\":\"-----BEGIN CERTIFICATE-----\"}");
    }

    @Test
    void aChargerThatHasBootedIsAskedForItsConfigurationIfSoConfigured() {
        node.close();
        node = new TestNode(database, TestConfig.with(Map.of("OCPP_GET_CONFIGURATION_ON_BOOT", "1")));
        node.others.charger(id, "CP1");

        node.booted("CP1").getsCall("\"GetConfiguration\",{}");
    }
}
