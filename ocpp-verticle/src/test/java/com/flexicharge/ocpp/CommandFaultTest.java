package com.flexicharge.ocpp;

import static com.flexicharge.ocpp.TestNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandState;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.GetCommand;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Operate;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commands when the database is slow, a socket closes at the wrong moment, or the charger is at another node. */
@ExtendWith(TestDatabaseExtension.class)
class CommandFaultTest {
    private static final OffsetDateTime LONG_AGO = OffsetDateTime.parse("2000-01-01T00:00:00Z");
    private static final String CLEAR = "\"ClearCache\",{}";

    private final int id = FreshNumbers.next();
    private final TestDatabase database;
    private TestNode node;

    CommandFaultTest(TestDatabase database) {
        this.database = database;
        node = new TestNode(database, TestConfig.standard());
        node.others.charger(id, "CP1");
    }

    @AfterEach
    void close() {
        node.close();
    }

    private Future<Command> asked(int waitMillis, int ttlSeconds) {
        return node.bus.ask(
                CommandEndpoints.OPERATE, new Operate(id, "ClearCache", "{}", waitMillis, ttlSeconds, "boss", null));
    }

    private Command now(Command command) {
        return get(node.bus.ask(CommandEndpoints.GET_COMMAND, new GetCommand(command.id(), 0)));
    }

    /** Whoever needs what this statement locks waits until {@link #letGo}. */
    private SqlConnection hold(String lock) {
        return get(node.database
                .pool()
                .getConnection()
                .compose(connection -> connection
                        .query("begin")
                        .execute()
                        .compose(begun -> connection.query(lock).execute())
                        .map(connection)));
    }

    private static void letGo(SqlConnection connection) {
        get(connection.query("rollback").execute());
        get(connection.close().map(true));
    }

    /** A statement with these words waits for the table, and came after this moment. @return when it came */
    private OffsetDateTime somebodyWaits(String words, OffsetDateTime after) {
        var since = "select query_start from pg_stat_activity where wait_event_type = 'Lock' and query like $1"
                + " and query_start > $2";
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> get(node.database
                                .pool()
                                .preparedQuery(since)
                                .execute(Tuple.of("%" + words + "%", after))
                                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                        .map(row -> row.getOffsetDateTime("query_start"))
                                        .toList())),
                        found -> !found.isEmpty())
                .get(0);
    }

    @Test
    void aCommandTakenWhenItsSocketHadClosedGoesBackInLine() {
        var command = get(asked(0, 600));
        var held = hold("lock table ocpp.commands in access exclusive mode");
        var charger = node.booted("CP1");
        somebodyWaits("with wanted as", LONG_AGO);

        charger.close();
        letGo(held);

        await().untilAsserted(() -> {
            assertThat(now(command).state()).isEqualTo(CommandState.QUEUED);
            assertThat(now(command).sentAt()).isNull();
        });
        node.booted("CP1").getsCall(CLEAR);
    }

    @Test
    void anAnswerIsKeptUntilTheDatabaseTakesIt() {
        var charger = node.booted("CP1");
        var command = get(asked(0, 600));
        var call = charger.getsCall(CLEAR);
        var held = hold("select from ocpp.commands where connector_id = " + id + " for update");

        charger.send("[3,\"" + call + "\",{\"status\":\"Accepted\"}]");
        var first = somebodyWaits("set state = $3", LONG_AGO);
        somebodyWaits("set state = $3", first);
        letGo(held);

        await().untilAsserted(() -> assertThat(now(command).state()).isEqualTo(CommandState.ACCEPTED));
    }

    @Test
    void anAnswerThatComesWhileItsDeadlineIsStillBeingStoredIsNotLost() {
        restartedWith(TestConfig.callTimeout(Duration.ofMillis(300)));
        var charger = node.booted("CP1");
        var command = get(asked(0, 600));
        var call = charger.getsCall(CLEAR);
        var held = hold("select from ocpp.commands where connector_id = " + id + " for update");
        var deadline = somebodyWaits("set state = $3", LONG_AGO);

        charger.send("[3,\"" + call + "\",{\"status\":\"Accepted\"}]");
        somebodyWaits("set state = $3", deadline);
        letGo(held);

        await().untilAsserted(() -> assertThat(now(command).response()).isEqualTo("{\"status\":\"Accepted\"}"));
    }

    @Test
    void anErrorCodeNoTableCanHoldEndsTheCommandAllTheSame() {
        var charger = node.booted("CP1");
        var command = get(asked(0, 600));

        charger.send("[4,\"" + charger.getsCall(CLEAR) + "\",\"Not\\u0000Supported\",\"no\",{}]");

        await().untilAsserted(() -> assertThat(now(command).state()).isEqualTo(CommandState.FAILED));
        assertThat(now(command).error()).isEqualTo(new CommandEndpoints.CommandError("NotSupported", "no", "{}"));
    }

    @Test
    void aUsersStartDoesNotWaitForASlowDatabaseAndWhatIsFetchedComesNext() {
        get(asked(0, 600));
        var held = hold("lock table ocpp.commands in access exclusive mode");
        var charger = node.booted("CP1");
        somebodyWaits("with wanted as", LONG_AGO);

        var started = start("A");
        var first = charger.getsCall("\"RemoteStartTransaction\",{\"connectorId\":1,\"idTag\":\"A\"}");
        letGo(held);
        await().untilAsserted(() -> assertThat(node.heldFor(id).held()).containsEntry("queuedCalls", 1));
        start("B");
        assertThat(charger.unread()).isEmpty();
        charger.send("[3,\"" + first + "\",{\"status\":\"Accepted\"}]");

        assertThat(get(started).verdict()).isEqualTo(OcppEndpoints.Verdict.ACCEPTED);
        charger.send("[3,\"" + charger.getsCall(CLEAR) + "\",{\"status\":\"Accepted\"}]");
        charger.getsCall("\"RemoteStartTransaction\",{\"connectorId\":1,\"idTag\":\"B\"}");
    }

    @Test
    void whatWasFetchedForABusyLaneGoesBackInLineWhenTheSocketCloses() {
        var command = get(asked(0, 600));
        var held = hold("lock table ocpp.commands in access exclusive mode");
        var charger = node.booted("CP1");
        somebodyWaits("with wanted as", LONG_AGO);
        start("A");
        charger.next();
        letGo(held);
        await().untilAsserted(() -> assertThat(node.heldFor(id).held()).containsEntry("queuedCalls", 1));

        charger.close();

        await().untilAsserted(() -> assertThat(now(command).state()).isEqualTo(CommandState.QUEUED));
        node.booted("CP1").getsCall(CLEAR);
    }

    @Test
    void whoHasACommandMadeIsNotToldOtherwiseWhenTheDatabaseGoesAway() {
        var asking = asked(1_000, 600);
        await().until(() -> get(node.bus.ask(CommandEndpoints.SEARCH_COMMANDS, Searches.of(id)))
                        .commands()
                        .size()
                == 1);
        var held = hold("lock table ocpp.commands in access exclusive mode");

        assertThat(get(asking).state()).isEqualTo(CommandState.QUEUED);
        letGo(held);
    }

    private Future<OcppEndpoints.ChargerAnswer> start(String idTag) {
        return node.bus.ask(OcppEndpoints.REMOTE_START, new OcppEndpoints.RemoteStart(id, 1, idTag, 2_000));
    }

    private void restartedWith(OcppConfig config) {
        node.close();
        node = new TestNode(database, config);
        node.others.charger(id, "CP1");
    }

    @Test
    void theNodeThatHoldsTheSocketIsToldOfACommand() {
        List<Integer> told = new CopyOnWriteArrayList<>();
        node.bus.answer(CommandEndpoints.COMMAND_STORED.at("there"), stored -> {
            told.add(stored.connectorID());
            return Future.succeededFuture(Done.DONE);
        });
        node.others.admitElsewhere("CP1", "there");

        assertThat(get(asked(0, 0)).state()).isEqualTo(CommandState.QUEUED);

        await().untilAsserted(() -> assertThat(told).containsExactly(id));
    }

    @Test
    void theNodeThatHoldsTheSocketSendsWhatItIsToldOf() {
        var charger = node.booted("CP1");
        charger.send("[2,\"h\",\"Heartbeat\",{}]").gets("[3,\"h\",{\"currentTime\":\"" + TestNode.NOW + "\"}]");
        try (var other = new TestNode(database, TestConfig.standard(), List.of(), "there")) {
            other.others.charger(id, "CP1");
            get(other.bus.ask(CommandEndpoints.OPERATE, new Operate(id, "ClearCache", "{}", 0, 600, "boss", null)));
        }
        assertThat(charger.unread()).isEmpty();

        get(node.bus.ask(CommandEndpoints.COMMAND_STORED.at("here"), new CommandEndpoints.CommandStored(id)));

        charger.getsCall(CLEAR);
    }

    @Test
    void aChargerThatHasChangedItsDialectIsNotSentWhatItDoesNotKnow() {
        var command = get(asked(0, 600));

        var charger = node.flexiCharge("CP1");

        await().untilAsserted(() -> assertThat(now(command).state()).isEqualTo(CommandState.FAILED));
        assertThat(now(command).error())
                .isEqualTo(new CommandEndpoints.CommandError(
                        "InternalError", "This charger does not know ClearCache any more.", "{}"));
        assertThat(charger.unread()).isEmpty();
    }
}
