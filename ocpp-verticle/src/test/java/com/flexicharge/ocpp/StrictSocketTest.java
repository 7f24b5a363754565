package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.contract.charger.StatusReport;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.RecordReadings;
import com.flexicharge.shared.contract.livemetrics.MeterReading;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import com.flexicharge.shared.contract.transaction.ChargerSessions.AsideReason;
import com.flexicharge.shared.contract.transaction.ChargerSessions.Authorize;
import com.flexicharge.shared.contract.transaction.ChargerSessions.PutAside;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StartSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions of a strict charger, frame by frame. */
@ExtendWith(TestDatabaseExtension.class)
class StrictSocketTest {
    private static final int ID = 100_001;
    private static final String NOW = TestNode.NOW;
    private static final String START = "[2,\"s1\",\"StartTransaction\",{\"connectorId\":2,\"idTag\":\"TAG1\","
            + "\"meterStart\":1000,\"timestamp\":\"2026-01-02T03:00:00Z\"}]";

    private final TestNode node;

    StrictSocketTest(TestDatabase database) {
        node = new TestNode(database, TestConfig.standard());
    }

    @BeforeEach
    void know() {
        node.others.charger(ID, "CP1");
        node.others.tag("TAG1", IdTagInfo.Status.ACCEPTED);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aSessionFromBootToStop() {
        var charger = node.booted("CP1");
        charger.send(
                        "[2,\"1\",\"StatusNotification\",{\"connectorId\":2,\"errorCode\":\"NoError\",\"status\":\"Available\","
                                + "\"timestamp\":\"2026-01-02T03:00:00+01:00\"}]")
                .gets("[3,\"1\",{}]")
                .send("[2,\"2\",\"Authorize\",{\"idTag\":\"TAG1\"}]")
                .gets("[3,\"2\",{\"idTagInfo\":{\"status\":\"Accepted\"}}]")
                .send(START)
                .gets("[3,\"s1\",{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":4711}]")
                .send(
                        "[2,\"3\",\"MeterValues\",{\"connectorId\":2,\"transactionId\":4711,\"meterValue\":[{\"timestamp\":"
                                + "\"2026-01-02T03:04:00Z\",\"sampledValue\":[{\"value\":\"1.5\",\"unit\":\"kWh\"}]}]}]")
                .gets("[3,\"3\",{}]");

        var stopped = node.bus.ask(OcppEndpoints.REMOTE_STOP, new OcppEndpoints.RemoteStop(ID, 4711, 5_000));
        var id = charger.getsCall("\"RemoteStopTransaction\",{\"transactionId\":4711}");
        charger.send("[3,\"" + id + "\",{\"status\":\"Accepted\"}]");
        assertThat(TestNode.get(stopped)).isEqualTo(new ChargerAnswer(Verdict.ACCEPTED, "Accepted", null));

        charger.send(
                        "[2,\"4\",\"StopTransaction\",{\"idTag\":\"TAG1\",\"meterStop\":2000,"
                                + "\"timestamp\":\"2026-01-02T03:04:05Z\",\"transactionId\":4711,\"reason\":\"Remote\",\"transactionData\":["
                                + "{\"timestamp\":\"2026-01-02T03:04:05Z\",\"sampledValue\":[{\"value\":\"2000\",\"context\":\"Transaction.End\"}]}]}]")
                .gets("[3,\"4\",{\"idTagInfo\":{\"status\":\"Accepted\"}}]");

        assertThat(node.others.onlyAsked(StatusReport.class))
                .isEqualTo(new StatusReport(
                        ID,
                        2,
                        ConnectorStatus.AVAILABLE,
                        "NoError",
                        null,
                        null,
                        null,
                        Instant.parse("2026-01-02T02:00:00Z"),
                        "2026-01-02T03:00:00+01:00",
                        Instant.parse(NOW),
                        1L));
        assertThat(node.others.onlyAsked(StartSession.class))
                .isEqualTo(new StartSession(
                        ID,
                        2,
                        Protocol.OCPP_16,
                        "TAG1",
                        1000L,
                        Instant.parse("2026-01-02T03:00:00Z"),
                        "2026-01-02T03:00:00Z",
                        null,
                        Instant.parse(NOW),
                        null));
    }

    @Test
    void theReadingsOfAStopAreStoredBeforeItAndAllOfThem() {
        node.booted("CP1")
                .send("[2,\"4\",\"StopTransaction\",{\"meterStop\":2000,\"timestamp\":\"2026-01-02T03:04:05Z\","
                        + "\"transactionId\":-1,\"transactionData\":["
                        + "{\"timestamp\":\"2026-01-02T03:03:00Z\",\"sampledValue\":[{\"value\":\"1900\"}]},"
                        + "{\"timestamp\":\"2026-01-02T03:04:00Z\",\"sampledValue\":[{\"value\":\"2000\"}]}]}]")
                .gets("[3,\"4\",{}]");

        var readings = node.others.onlyAsked(RecordReadings.class);
        var stop = node.others.onlyAsked(StopSession.class);
        assertThat(node.others.asked().indexOf(readings))
                .isLessThan(node.others.asked().indexOf(stop));
        assertThat(readings.transactionID()).isEqualTo(-1);
        assertThat(readings.readings()).extracting(MeterReading::registerWh).containsExactly(1900L, 2000L);
        assertThat(readings.readings()).allMatch(MeterReading::alwaysStore);
        assertThat(stop.transactionID()).isEqualTo(-1);
        assertThat(stop.reason()).isEqualTo("Local");
        assertThat(stop.payload()).startsWith("{\"meterStop\":2000,");
    }

    @ParameterizedTest
    @EnumSource(
            value = Registration.class,
            names = {"PENDING", "REJECTED"})
    void aChargerThatIsNotAcceptedIsToldSoAndItsTransactionsAreStored(Registration registration) {
        node.others.charger(ID, "CP1").registered(registration);
        var word = registration == Registration.PENDING ? "Pending" : "Rejected";

        node.strict("CP1")
                .send("[2,\"b\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]")
                .gets("[3,\"b\",{\"status\":\"" + word + "\",\"currentTime\":\"" + NOW + "\",\"interval\":300}]")
                .send("[2,\"a\",\"Authorize\",{\"idTag\":\"TAG1\"}]")
                .gets("[3,\"a\",{\"idTagInfo\":{\"status\":\"Invalid\"}}]")
                .send(START)
                .gets("[3,\"s1\",{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":4711}]");

        assertThat(node.others.asked(Authorize.class)).isEmpty();
    }

    @Test
    void aStartSentAgainGetsTheAnswerItGotAlsoOnANewSocket() {
        var answer = "[3,\"s1\",{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":4711}]";
        var charger = node.booted("CP1");
        charger.send(START).gets(answer).send(START).gets(answer);
        charger.close();
        node.booted("CP1").send(START).gets(answer);
        assertThat(node.others.asked(StartSession.class)).hasSize(1);
    }

    @Test
    void theSameIdWithAnotherPayloadOrAfterTenMinutesIsHandledAnew() {
        var charger = node.booted("CP1");
        charger.send(START).gets("[3,\"s1\",{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":4711}]");
        charger.send(START.replace("1000", "1001"))
                .gets("[3,\"s1\",{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":4712}]");
        node.clock.advance(Duration.ofMinutes(11));
        charger.send(START).gets("[3,\"s1\",{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":4713}]");
    }

    @Test
    void aStartThatCouldNotBeStoredIsNotAcknowledgedAndMayComeAgain() {
        var charger = node.booted("CP1");
        node.others.databaseAway(true);
        charger.send(START)
                .gets(
                        "[4,\"s1\",\"InternalError\",\"The message could not be handled; please send it again later\",{}]");
        node.others.databaseAway(false);
        charger.send(START).gets("[3,\"s1\",{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":4711}]");
    }

    @Test
    void aStartStopOrReadingOfBadFormIsKeptForTheOperatorBeforeItIsRefused() {
        node.booted("CP1")
                .send(
                        "[2,\"1\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"T\",\"timestamp\":\"2026-01-02T03:00:00Z\"}]")
                .gets(
                        "[4,\"1\",\"OccurenceConstraintViolation\",\"meterStart is missing\",{\"pointer\":\"/meterStart\"}]")
                .send("[2,\"2\",\"StopTransaction\",[]]")
                .gets("[4,\"2\",\"FormationViolation\",\"The payload must be an object\",{}]")
                .send("[2,\"3\",\"Heartbeat\",{\"x\":1}]");

        assertThat(node.others.asked(PutAside.class))
                .extracting(PutAside::kind, PutAside::reason, PutAside::payload)
                .containsExactly(
                        tuple(
                                "StartTransaction",
                                AsideReason.BAD_FORM,
                                "{\"connectorId\":1,\"idTag\":\"T\",\"timestamp\":\"2026-01-02T03:00:00Z\"}"),
                        tuple("StopTransaction", AsideReason.BAD_FORM, "[2,\"2\",\"StopTransaction\",[]]"));
    }

    @Test
    void aStopWhoseMessageIdIsRefusedIsKeptForTheOperatorToo() {
        var stop = "[2,\"" + "x".repeat(37) + "\",\"StopTransaction\",{\"meterStop\":1}]";

        assertThat(node.booted("CP1").send(stop).next()).startsWith("[4,").contains("FormationViolation");

        assertThat(node.others.onlyAsked(PutAside.class))
                .extracting(PutAside::kind, PutAside::reason, PutAside::payload)
                .containsExactly("StopTransaction", AsideReason.BAD_FORM, stop);
    }

    @Test
    void aStartThatIsRefusedForGoodIsKeptForTheOperator() {
        node.others.refuse(TransactionEndpoints.START_SESSION, Reason.INVALID);

        node.booted("CP1")
                .send(START)
                .gets(
                        "[4,\"s1\",\"PropertyConstraintViolation\",\"The message holds a value that cannot be stored\",{}]");

        assertThat(node.others.onlyAsked(PutAside.class).kind()).isEqualTo("StartTransaction");
    }

    @Test
    void aDefectOfOursTellsTheChargerNothingOfIt() {
        node.others.refuse(TransactionEndpoints.AUTHORIZE, Reason.INTERNAL);

        node.booted("CP1")
                .send("[2,\"a\",\"Authorize\",{\"idTag\":\"TAG1\"}]")
                .gets(
                        "[4,\"a\",\"InternalError\",\"The message could not be handled; please send it again later\",{}]");
    }

    @Test
    void badFormThatCannotBeKeptIsAnInternalErrorSoThatTheChargerSendsItAgain() {
        var charger = node.booted("CP1");
        node.others.databaseAway(true);
        charger.send("[2,\"1\",\"StopTransaction\",{}]")
                .gets(
                        "[4,\"1\",\"InternalError\",\"The message could not be handled; please send it again later\",{}]");
    }

    @Test
    void vendorsAreToldApart() {
        node.booted("CP1")
                .send("[2,\"1\",\"DataTransfer\",{\"vendorId\":\"else\"}]")
                .gets("[3,\"1\",{\"status\":\"UnknownVendorId\"}]")
                .send("[2,\"2\",\"DataTransfer\",{\"vendorId\":\"com.flexicharge\",\"messageId\":\"else\"}]")
                .gets("[3,\"2\",{\"status\":\"UnknownMessageId\"}]");
    }
}
