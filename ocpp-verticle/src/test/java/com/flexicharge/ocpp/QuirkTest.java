package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.RawSocket;
import com.flexicharge.ocpp.kit.TestCharger;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.Admission.Disconnected;
import com.flexicharge.shared.contract.charger.QuirkEndpoints;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirkUse;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirksMet;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.RecordReadings;
import com.flexicharge.shared.contract.livemetrics.MeterReading;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one charger may do beside OCPP and another may not, on real sockets; and that each use of it is counted. */
@ExtendWith(TestDatabaseExtension.class)
class QuirkTest {
    private static final int ID = 100_001;
    private static final String OCPP_16 = "Sec-WebSocket-Protocol: ocpp1.6";
    private static final String HEARTBEAT = "[2,\"h\",\"Heartbeat\",{}]";
    private static final String HEARTBEAT_ANSWER = "[3,\"h\",{\"currentTime\":\"" + TestNode.NOW + "\"}]";

    private final TestDatabase database;
    private TestNode node;

    QuirkTest(TestDatabase database) {
        this.database = database;
        node = new TestNode(database, TestConfig.standard());
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void restartedWith(OcppConfig config) {
        node.close();
        node = new TestNode(database, config);
    }

    /** Sends all home; what was met is told then at the latest. */
    private void assertMet(Tuple... ruleAndUses) {
        TestNode.get(node.node.stop().map(true));
        assertThat(node.others.asked(QuirksMet.class))
                .flatExtracting(QuirksMet::uses)
                .extracting(QuirkUse::connectorID, QuirkUse::rule, QuirkUse::uses, QuirkUse::lastAt)
                .containsExactlyInAnyOrder(ruleAndUses);
    }

    private static Tuple met(String rule, long uses) {
        return tuple(ID, rule, uses, Instant.parse(TestNode.NOW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nullIsAbsent|[2,'7','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available','info':null}]",
                "extraMembers|[2,'7','Heartbeat',{'extra':1}]",
                "longStrings|[2,'7','BootNotification',{'chargePointVendor':'v','chargePointModel':'m','imsi':'123456789012345678901'}]",
                "numberAsText|[2,'7','StatusNotification',{'connectorId':'1','errorCode':'NoError','status':'Available'}]",
                "textAsNumber|[2,'7','Authorize',{'idTag':12345}]",
                "unknownEnums|[2,'7','StatusNotification',{'connectorId':1,'errorCode':'Burnt','status':'Available'}]",
            })
    void aPayloadIsRefusedWithoutTheRuleAndUnderstoodWithIt(String rule, String quoted) {
        var frame = quoted.replace('\'', '"');
        node.others.charger(ID, "CP1").mayDo(rule);
        node.others.charger(ID + 1, "strict");

        assertThat(node.booted("strict").send(frame).next()).startsWith("[4,\"7\",");
        assertThat(node.booted("CP1").send(frame).next()).startsWith("[3,\"7\",");
        assertMet(met(rule, 1));
    }

    @Test
    void aNumericMessageIdIsAnsweredAsItCame() {
        node.others.charger(ID, "CP1").mayDo("numericMessageId");
        node.others.charger(ID + 1, "strict");

        assertThat(node.booted("strict").send("[2,17,\"Heartbeat\",{}]").next())
                .startsWith("[4,\"-1\",\"FormationViolation\"");
        node.booted("CP1")
                .send("[2,17,\"Heartbeat\",{}]")
                .gets("[3,17,{\"currentTime\":\"" + TestNode.NOW + "\"}]")
                .send("[2,18,\"Heartbeat\",{}]")
                .gets("[3,18,{\"currentTime\":\"" + TestNode.NOW + "\"}]");
        assertMet(met("numericMessageId", 2));
    }

    @Test
    void aRegisterInKWhLabelledWh() {
        node.others.charger(ID, "CP1").mayDo("kWhAsWh");
        var frame =
                "[2,\"7\",\"MeterValues\",{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"2026-01-02T03:04:05Z\","
                        + "\"sampledValue\":[{\"value\":\"12.345\",\"unit\":\"Wh\"}]}]}]";

        node.booted("CP1").send(frame).gets("[3,\"7\",{}]");

        assertThat(node.others.onlyAsked(RecordReadings.class).readings())
                .extracting(MeterReading::registerWh)
                .containsExactly(12_345L);
        assertMet(met("kWhAsWh", 1));
    }

    @Test
    void aMeterThatRestartsIsToldWithItsReadingsAndStops() {
        node.others.charger(ID, "CP1").mayDo("registerReset");
        node.others.charger(ID + 1, "strict");

        for (var identity : List.of("CP1", "strict")) {
            node.booted(identity)
                    .send("[2,\"1\",\"MeterValues\",{\"connectorId\":1,\"transactionId\":4711,\"meterValue\":["
                            + "{\"timestamp\":\"2026-01-02T03:04:05Z\",\"sampledValue\":[{\"value\":\"12\"}]}]}]")
                    .gets("[3,\"1\",{}]")
                    .send("[2,\"2\",\"StopTransaction\",{\"meterStop\":20,\"timestamp\":\"2026-01-02T03:04:05Z\","
                            + "\"transactionId\":4711}]")
                    .gets("[3,\"2\",{}]");
        }

        assertThat(node.others.asked(RecordReadings.class))
                .extracting(RecordReadings::connectorID, RecordReadings::meterRestarts)
                .containsExactly(tuple(ID, true), tuple(ID + 1, false));
        assertThat(node.others.asked(StopSession.class))
                .extracting(StopSession::connectorID, StopSession::meterRestarts)
                .containsExactly(tuple(ID, true), tuple(ID + 1, false));
        assertMet(met("registerReset", 1));
    }

    @Test
    void whatAMakeMayDoHoldsFromTheAnswerToItsBootOn() {
        node.others.charger(ID, "CP1").mayDoFromBootOn("extraMembers");
        var frame = "[2,\"7\",\"Heartbeat\",{\"extra\":1}]";
        var charger = node.strict("CP1");

        assertThat(charger.send(frame).next()).startsWith("[4,\"7\",\"FormationViolation\"");
        boot(charger);
        assertThat(charger.send(frame).next()).startsWith("[3,\"7\",");

        node.others.charger(ID, "CP1").mayDoFromBootOn();
        boot(charger);
        assertThat(charger.send(frame).next()).startsWith("[4,\"7\",\"FormationViolation\"");
        assertMet(met("extraMembers", 1));
    }

    @Test
    void anAnswerOfAChargerMayDeviateToo() {
        node.others.charger(ID, "CP1").mayDo("extraMembers");
        var charger = node.booted("CP1");

        var stopped = node.bus.ask(OcppEndpoints.REMOTE_STOP, new OcppEndpoints.RemoteStop(ID, 4711, 5_000));
        var id = charger.getsCall("\"RemoteStopTransaction\",{\"transactionId\":4711}");
        charger.send("[3,\"" + id + "\",{\"status\":\"Accepted\",\"because\":\"I can\"}]");

        assertThat(TestNode.get(stopped).verdict()).isEqualTo(OcppEndpoints.Verdict.ACCEPTED);
        assertMet(met("extraMembers", 1));
    }

    // Transport.

    @Test
    void compressionIsLeftOutForAChargerThatCannotDoIt() {
        node.others.charger(ID, "CP1").mayDo("noDeflate");
        node.others.charger(ID + 1, "strict");
        var deflate = "Sec-WebSocket-Extensions: permessage-deflate";

        try (var strict = new RawSocket(node.port(), "/ocpp/strict", OCPP_16, deflate);
                var charger = new RawSocket(node.port(), "/ocpp/CP1", OCPP_16, deflate)) {
            assertThat(strict.header("Sec-WebSocket-Extensions")).contains("permessage-deflate");
            assertThat(charger.status()).isEqualTo(101);
            assertThat(charger.header("Sec-WebSocket-Extensions")).isEmpty();
            assertThat(charger.send(HEARTBEAT).next().text()).isEqualTo(HEARTBEAT_ANSWER);
        }
        assertMet(met("noDeflate", 1));
    }

    @Test
    void aChargerThatBreaksWhenPingedIsJudgedByItsOwnFrames() {
        restartedWith(TestConfig.life(Duration.ofMillis(50), Duration.ofMillis(200)));
        node.others.charger(ID, "CP1").mayDo("noPing");
        node.others.charger(ID + 1, "strict");
        try (var strict = new RawSocket(node.port(), "/ocpp/strict", OCPP_16);
                var charger = new RawSocket(node.port(), "/ocpp/CP1", OCPP_16)) {
            // a pong nobody asked for does not say that it answers pings
            charger.send(true, RawSocket.PONG, new byte[0]);
            IntStream.range(0, 5)
                    .forEach(number -> assertThat(strict.next().opcode()).isEqualTo(9));
            assertThat(charger.send(HEARTBEAT).next().text()).isEqualTo(HEARTBEAT_ANSWER);

            node.clock.advance(Duration.ofSeconds(899));
            IntStream.range(0, 10)
                    .forEach(number -> assertThat(strict.next().opcode()).isEqualTo(9));
            assertThat(node.others.asked(Disconnected.class)).isEmpty();

            node.clock.advance(Duration.ofSeconds(2));
            await().untilAsserted(() -> assertThat(node.others.asked(Disconnected.class))
                    .extracting(Disconnected::connectorID, Disconnected::cause)
                    .contains(tuple(ID, "idle")));
        }
        assertMet(met("noPing", 1));
    }

    @Test
    void aChargerThatIsDeafAfterItsBootIsSentNothing() {
        node.others.charger(ID, "CP1").mayDo("slowBoot");
        var charger = node.booted("CP1");

        var stop = node.bus.ask(OcppEndpoints.REMOTE_STOP, new OcppEndpoints.RemoteStop(ID, 4711, 200));

        assertThat(((Refusal) TestNode.failureOf(stop)).reason()).isEqualTo(Reason.TIMED_OUT);
        charger.send(HEARTBEAT).gets(HEARTBEAT_ANSWER);
        assertMet(met("slowBoot", 1));
    }

    @Test
    void aChargerThatOffersNoSubprotocolIsServedWhereItMay() {
        node.others.charger(ID, "CP1").mayDo("noSubprotocol");

        try (var charger = new RawSocket(node.port(), "/ocpp/CP1")) {
            assertThat(charger.status()).isEqualTo(101);
            assertThat(charger.header("Sec-WebSocket-Protocol")).isEmpty();
            assertThat(charger.send(HEARTBEAT).next().text()).isEqualTo(HEARTBEAT_ANSWER);
        }
        assertMet(met("noSubprotocol", 1));
    }

    @ParameterizedTest
    @CsvSource({"CP1, X-Nothing: 1", "nobody, X-Nothing: 1", "may, Sec-WebSocket-Protocol: ocpp2.0.1"})
    void othersMustOfferOcpp16(String identity, String header) {
        node.others.charger(ID, "CP1").mayDo("extraMembers");
        node.others.charger(ID + 1, "may").mayDo("noSubprotocol");

        try (var charger = new RawSocket(node.port(), "/ocpp/" + identity, header)) {
            assertThat(charger.status()).isEqualTo(101);
            assertThat(charger.next().closeCode()).isEqualTo(1002);
        }
        assertThat(node.others.asked(Admit.class)).isEmpty();
    }

    @Test
    void whetherAChargerMustOfferOcpp16IsNotGuessedWhileTheRegistryIsAway() {
        node.others.charger(ID, "CP1").mayDo("noSubprotocol");
        node.others.refuse(QuirkEndpoints.FIND_RULES, Reason.UNAVAILABLE);

        try (var charger = new RawSocket(node.port(), "/ocpp/CP1")) {
            assertThat(charger.status()).isEqualTo(503);
        }
    }

    // What every charger may do.

    @Test
    void aDateWithoutZoneAndCelsiusAreCounted() {
        node.others.charger(ID, "CP1");

        node.booted("CP1")
                .send(
                        "[2,\"1\",\"MeterValues\",{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"2026-01-02T03:04:05\","
                                + "\"sampledValue\":[{\"value\":\"21\",\"measurand\":\"Temperature\",\"unit\":\"Celsius\"}]}]}]")
                .gets("[3,\"1\",{}]")
                .send(
                        "[2,\"2\",\"MeterValues\",{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"2026-01-02T03:04:05-0100\","
                                + "\"sampledValue\":[{\"value\":\"21\",\"measurand\":\"Temperature\",\"unit\":\"Celcius\"}]}]}]")
                .gets("[3,\"2\",{}]");

        assertMet(met("dateWithoutZone", 1), met("celsius", 1));
    }

    @Test
    void anOddHandshakeIsCounted() {
        node.others.charger(ID, "CP 1");

        try (var charger = new RawSocket(node.port(), "/ocpp/CP%201", "Sec-WebSocket-Protocol: ocpp2.0.1, OCPP1.6")) {
            assertThat(charger.send(HEARTBEAT).next().text()).isEqualTo(HEARTBEAT_ANSWER);
        }

        assertMet(met("encodedIdentity", 1), met("subprotocolCase", 1), met("otherSubprotocols", 1));
    }

    @Test
    void aBootThatIsMissingAfterAReconnectIsCountedOnce() {
        node.others.charger(ID, "CP1").hasBooted();

        node.strict("CP1")
                .send(HEARTBEAT)
                .gets(HEARTBEAT_ANSWER)
                .send(HEARTBEAT)
                .gets(HEARTBEAT_ANSWER);
        node.booted("CP1").send(HEARTBEAT).gets(HEARTBEAT_ANSWER);

        assertMet(met("bootMissing", 1));
    }

    @Test
    void whatAFlexiChargeChargerAlwaysDoesIsCountedToo() {
        node.others.charger(ID, "abc111");

        var charger = node.flexiCharge("abc111");
        charger.send(HEARTBEAT).next();
        charger.send(HEARTBEAT).next();

        assertMet(met("constantUid", 1));
    }

    @Test
    void whatIsMetIsToldEveryTenSeconds() {
        node.others.charger(ID, "CP1").mayDo("extraMembers");
        var charger = node.booted("CP1");
        charger.send("[2,\"7\",\"Heartbeat\",{\"extra\":1}]").next();

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(node.others.asked(QuirksMet.class))
                        .flatExtracting(QuirksMet::uses)
                        .extracting(QuirkUse::rule)
                        .containsExactly("extraMembers"));
        assertThat(charger.isOpen()).isTrue();
    }

    private static void boot(TestCharger charger) {
        charger.send("[2,\"boot\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]")
                .gets("[3,\"boot\",{\"status\":\"Accepted\",\"currentTime\":\"" + TestNode.NOW
                        + "\",\"interval\":300}]");
    }
}
