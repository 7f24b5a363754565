package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is kept of conversations between chargers and us. */
@ExtendWith(TestDatabaseExtension.class)
class MessageLogTest {
    private static final int ID = 100_001;
    private static final String HEARTBEAT = "[2,\"h\",\"Heartbeat\",{}]";
    private static final String HEARTBEAT_ANSWER = "[3,\"h\",{\"currentTime\":\"" + TestNode.NOW + "\"}]";
    private static final String START =
            "[2,\"s\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"T\",\"meterStart\":0,"
                    + "\"timestamp\":\"2026-01-02T03:04:05Z\"}]";

    private final TestDatabase database;
    private TestNode node;

    MessageLogTest(TestDatabase database) {
        this.database = database;
        node = new TestNode(database, TestConfig.standard());
    }

    @BeforeEach
    void know() {
        database.execute("truncate ocpp.messages", "truncate ocpp.connections");
        node.others.charger(ID, "abc");
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void restartedWith(TestDatabase reached, Map<String, String> settings) {
        node.close();
        node = new TestNode(reached, TestConfig.with(settings));
        node.others.charger(ID, "abc");
    }

    private void logHolds(String columns, String... rows) {
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(log(columns)).containsExactly(rows));
    }

    private List<String> log(String columns) {
        return database.rows("select " + columns + " from ocpp.messages order by id");
    }

    @Test
    void everyFrameIsKeptInTheOrderInWhichItPassed() {
        var charger = node.booted("abc").send(HEARTBEAT).gets(HEARTBEAT_ANSWER);
        var stopping = node.bus.ask(OcppEndpoints.REMOTE_STOP, new OcppEndpoints.RemoteStop(ID, 7, 5_000));
        var id = charger.getsCall("\"RemoteStopTransaction\",{\"transactionId\":7}");
        node.clock.advance(Duration.ofMillis(1_234));
        charger.send("[3,\"" + id + "\",{\"status\":\"Accepted\"}]");
        TestNode.get(stopping);

        logHolds(
                "direction, message_type, message_id, action, duration_ms, transaction_id, connector_id, serial_number, dialect",
                "in|2|boot|BootNotification|||100001|abc|ocpp1.6",
                "out|3|boot|BootNotification|0||100001|abc|ocpp1.6",
                "in|2|h|Heartbeat|||100001|abc|ocpp1.6",
                "out|3|h|Heartbeat|0||100001|abc|ocpp1.6",
                "out|2|" + id + "|RemoteStopTransaction||7|100001|abc|ocpp1.6",
                "in|3|" + id + "|RemoteStopTransaction|1234|7|100001|abc|ocpp1.6");
        assertThat(log("raw").subList(2, 4)).containsExactly(HEARTBEAT, HEARTBEAT_ANSWER);
        assertThat(log("at at time zone 'UTC'").get(0)).isEqualTo("2026-01-02 03:04:05.678");
    }

    @Test
    void whatIsNoFrameIsKeptWithWhatWasSaidToIt() {
        node.strict("abc").send("hello \\u0000 there").next();

        logHolds(
                "direction, message_type, message_id, action, error_code, raw",
                "in|||||hello \\u0000 there",
                "out|4|-1||FormationViolation|[4,\"-1\",\"FormationViolation\","
                        + "\"A message is a JSON array that begins with its type\",{}]");
    }

    @Test
    void aTextThatTheDatabaseCannotHoldIsKeptWithoutTheCharacterAndHarmsNoOther() {
        node.strict("abc").send("a\u0000b").send(HEARTBEAT).next();

        await().untilAsserted(() -> assertThat(log("raw")).hasSize(4).contains("ab", HEARTBEAT));
    }

    @Test
    void aRefusalOfTheChargersIsKeptWithItsCodeAndItsWords() {
        var charger = node.booted("abc");
        var stopping = node.bus.ask(OcppEndpoints.REMOTE_STOP, new OcppEndpoints.RemoteStop(ID, 7, 5_000));
        var id = charger.getsCall("\"RemoteStopTransaction\",{\"transactionId\":7}");
        charger.send("[4,\"" + id + "\",\"NotImplemented\",\"no such thing\",{\"a\":1}]");
        TestNode.get(stopping);

        await().untilAsserted(() -> assertThat(log("message_type, action, error_code, error_description"))
                .contains("4|RemoteStopTransaction|NotImplemented|no such thing"));
    }

    @Test
    void aTransactionsFramesAreFoundFromItsStartOn() {
        node.booted("abc").send(START).next();
        logHolds(
                "direction, action, transaction_id",
                "in|BootNotification|",
                "out|BootNotification|",
                "in|StartTransaction|4711",
                "out|StartTransaction|4711");
    }

    @Test
    void aStartThatIsAnsweredLateIsFoundToo() {
        Promise<Void> later = Promise.promise();
        node.others.holdUp(TransactionEndpoints.START_SESSION, later.future());
        var charger = node.strict("abc").send(START);
        logHolds("action, transaction_id", "StartTransaction|");

        later.complete();
        charger.next();
        logHolds("action, transaction_id", "StartTransaction|4711", "StartTransaction|4711");
    }

    @Test
    void metersAndStopNameTheirTransactionAndSoDoTheirAnswers() {
        node.strict("abc")
                .send("[2,\"m\",\"MeterValues\",{\"connectorId\":1,\"transactionId\":7,\"meterValue\":[{\"timestamp\":"
                        + "\"2026-01-02T03:04:05Z\",\"sampledValue\":[{\"value\":\"1\"}]}]}]")
                .gets("[3,\"m\",{}]")
                .send("[2,\"e\",\"StopTransaction\",{\"meterStop\":1,\"timestamp\":\"2026-01-02T03:04:05Z\","
                        + "\"transactionId\":8}]")
                .gets("[3,\"e\",{}]");

        logHolds("message_id, transaction_id", "m|7", "m|7", "e|8", "e|8");
    }

    @Test
    void aFlexiChargeChargersFramesBelongToTheSessionThatIsOnAndShowHowTheyDeviate() {
        var charger = node.flexiCharge("abc");
        charger.send("[2,\"1\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":1,\"meterStart\":0,"
                        + "\"reservationId\":null,\"timestamp\":1760000000}]")
                .next();
        charger.send("[2,\"1\",\"StopTransaction\",{\"transactionId\":1,\"idTag\":1,\"meterStop\":10,"
                        + "\"timestamp\":1760000060,\"reason\":\"Remote\",\"transactionData\":null}]")
                .next();

        await().untilAsserted(() -> assertThat(log("action, direction, transaction_id, dialect"))
                .containsExactly(
                        "StartTransaction|in|4711|flexicharge",
                        "StartTransaction|out|4711|flexicharge",
                        "StopTransaction|in|4711|flexicharge",
                        "StopTransaction|out|4711|flexicharge"));
        var quirks = log("array_to_string(quirks, ' ')");
        assertThat(quirks.get(0)).contains("timestampNumber").doesNotContain("constantUid");
        assertThat(quirks.get(2)).contains("constantUid", "transactionIdIgnored");
    }

    @Test
    void whenItIsSwitchedOffOnlyTheConnectionIsKept() {
        restartedWith(database, Map.of("OCPP_MESSAGE_LOG", "0"));
        node.strict("abc").send(HEARTBEAT).gets(HEARTBEAT_ANSWER).close();

        await().untilAsserted(() ->
                assertThat(database.rows("select cause from ocpp.connections")).containsExactly("closedByCharger"));
        assertThat(log("raw")).isEmpty();
    }

    @Test
    void whileTheDatabaseIsAwayChargersAreAnsweredAndTheLogGoesOnWhenItIsBack() {
        try (var proxy = database.proxy()) {
            restartedWith(database.through(proxy), Map.of());
            var charger = node.strict("abc");
            proxy.refuse();
            charger.send(HEARTBEAT).gets(HEARTBEAT_ANSWER);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> node.counted("ocpp.log.dropped", "what", "messages") >= 2);

            proxy.heal();
            charger.send(HEARTBEAT).gets(HEARTBEAT_ANSWER);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(log("raw")).containsExactly(HEARTBEAT, HEARTBEAT_ANSWER));
        }
    }

    @Test
    void whatIsLeftIsWrittenWhenTheProcessStops() {
        node.strict("abc").send(HEARTBEAT).gets(HEARTBEAT_ANSWER);
        TestNode.get(node.node.stop());

        assertThat(log("raw")).containsExactly(HEARTBEAT, HEARTBEAT_ANSWER);
        assertThat(database.rows("select cause, close_code from ocpp.connections"))
                .containsExactly("drained|1001");
    }
}
