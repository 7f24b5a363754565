package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Admission;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.StatusReport;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.RecordReadings;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import com.flexicharge.shared.contract.transaction.ChargerSessions.PutAside;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StartSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whole sessions of the two chargers that speak the FlexiCharge dialect, frame by frame. */
@ExtendWith(TestDatabaseExtension.class)
class FlexiChargeSocketTest {
    private static final int ID = 100_009;
    private static final String METER_VALUES =
            "[2,\"100009MeterValues1760000011000\",\"MeterValues\",{\"connectorId\":1,\"transactionId\":1,"
                    + "\"timestamp\":1760000011000,\"values\":{"
                    + "\"chargingPercent\":{\"value\":12,\"unit\":\"%\",\"measurand\":\"SoC\"},"
                    + "\"chargingPower\":{\"value\":7200,\"unit\":\"W\",\"measurand\":\"Power.Active,Import\"},"
                    + "\"chargedSoFar\":{\"value\":35,\"unit\":\"Wh\",\"measurand\":\"Energy.Active.Import\"}}}]";

    private final TestNode node;

    FlexiChargeSocketTest(TestDatabase database) {
        node = new TestNode(database, TestConfig.standard());
    }

    @BeforeEach
    void know() {
        node.others.charger(ID, "abc111");
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aStopThatCannotBeReadIsKeptForTheOperator() {
        var withoutId = "[2,null,\"StopTransaction\",{\"meterStop\":1}]";
        var tooDeep = "[2,\"1\",\"StopTransaction\",{\"meterStop\":" + "[".repeat(100) + "]".repeat(100) + "}]";

        node.flexiCharge("abc111")
                .send(withoutId)
                .gets("[4,\"-1\",\"GenericError\",\"The message could not be read.\",{}]")
                .send(tooDeep)
                .gets("[4,\"1\",\"GenericError\",\"The message could not be read.\",{}]");

        assertThat(node.others.asked(PutAside.class))
                .extracting(PutAside::payload)
                .containsExactly(withoutId, tooDeep);
    }

    @Test
    void theFirmwareChargesFromBootToStop() {
        var charger = node.flexiCharge("abc111");

        charger.send(
                "[2,\"U\",\"BootNotification\",{\"chargePointVendor\":\"AVT-Company\",\"chargePointModel\":\"AVT-Express\","
                        + "\"chargePointSerialNumber\":\"avt.001.13.1\",\"chargeBoxSerialNumber\":\"avt.001.13.1.01\","
                        + "\"firmwareVersion\":\"0.9.87\",\"iccid\":\"\",\"imsi\":\"\",\"meterType\":\"AVT NQC-ACDC\","
                        + "\"meterSerialNumber\":\"avt.001.13.1.01\"}]");
        charger.gets(
                "[3,\"U\",\"BootNotification\",{\"status\":\"Accepted\",\"currentTime\":1767323045,\"interval\":86400}]");
        var bootData = charger.getsCall("\"DataTransfer\",{\"vendorId\":\"com.flexicharge\",\"messageId\":\"BootData\","
                + "\"data\":\"{\\\"connectorID\\\":100009,\\\"chargingPrice\\\":3.33}\"}");
        charger.send("[3,\"" + bootData + "\",\"DataTransfer\",{\"status\":\"Accepted\"}]");
        assertThat(node.others.onlyAsked(Admission.Boot.class).vendor()).isEqualTo("AVT-Company");

        var reserved = node.bus.ask(
                OcppEndpoints.RESERVE_NOW,
                new OcppEndpoints.ReserveNow(ID, 1, Instant.ofEpochSecond(1_760_000_300), "usertag", null, 17, 5_000));
        var reserveNow =
                charger.getsCall("\"ReserveNow\",{\"connectorID\":100009,\"expiryDate\":1760000300,\"idTag\":1,"
                        + "\"reservationID\":\"100009\",\"parentIdTag\":1}");
        charger.send(
                "[2,\"U\",\"StatusNotification\",{\"connectorId\":\"1\",\"errorCode\":\"\",\"status\":\"Reserved\"}]");
        charger.gets("[3,\"U\",\"StatusNotification\",{}]");
        charger.send("[3,\"" + reserveNow + "\",\"ReserveNow\",{\"status\":\"Accepted\"}]");
        assertThat(TestNode.get(reserved)).isEqualTo(new ChargerAnswer(Verdict.ACCEPTED, "Accepted", null));

        var started = node.bus.ask(OcppEndpoints.REMOTE_START, new OcppEndpoints.RemoteStart(ID, 1, "usertag", 5_000));
        var remoteStart = charger.getsCall("\"RemoteStartTransaction\",{\"connectorID\":1,\"idTag\":1}");
        charger.send("[3,\"" + remoteStart + "\",\"RemoteStartTransaction\",{\"status\":\"Accepted\"}]");
        assertThat(TestNode.get(started).verdict()).isEqualTo(Verdict.ACCEPTED);
        charger.send("[2,\"U\",\"StartTransaction\",{\"connectorId\":\"1\",\"id_tag\":null,\"meterStart\":0,"
                + "\"timestamp\":1760000010.25,\"reservationId\":\"100009\"}]");
        charger.gets("[3,\"U\",\"StartTransaction\",{\"idTagInfo\":1,\"transactionId\":4711}]");
        assertThat(node.others.onlyAsked(StartSession.class))
                .isEqualTo(new StartSession(
                        ID,
                        1,
                        Protocol.FLEXICHARGE,
                        null,
                        0L,
                        Instant.ofEpochMilli(1_760_000_010_250L),
                        "1760000010.25",
                        null,
                        Instant.parse(TestNode.NOW),
                        null));

        charger.send(
                "[2,\"U\",\"StatusNotification\",{\"connectorId\":\"1\",\"errorCode\":\"\",\"status\":\"Charging\"}]");
        charger.gets("[3,\"U\",\"StatusNotification\",{}]");
        charger.send(METER_VALUES);
        charger.gets("[3,\"100009MeterValues1760000011000\",\"MeterValues\"]");
        var readings = node.others.onlyAsked(RecordReadings.class);
        assertThat(readings.frame()).isEqualTo(METER_VALUES);
        assertThat(readings.transactionID())
                .as("the session that began on this connection, whatever number it names")
                .isEqualTo(4711);
        assertThat(readings.readings()).hasSize(1).first().satisfies(reading -> {
            assertThat(reading.takenAt()).isEqualTo(Instant.ofEpochMilli(1_760_000_011_000L));
            assertThat(reading.registerWh()).isEqualTo(35);
            assertThat(reading.powerW()).isEqualTo(7200);
            assertThat(reading.percent()).isEqualTo(12);
            assertThat(reading.alwaysStore()).isFalse();
        });

        var stopped = node.bus.ask(OcppEndpoints.REMOTE_STOP, new OcppEndpoints.RemoteStop(ID, 4711, 5_000));
        var remoteStop = charger.getsCall("\"RemoteStopTransaction\",{\"transactionID\":4711}");
        charger.send("[3,\"" + remoteStop + "\",\"RemoteStopTransaction\",{\"status\":\"Accepted\"}]");
        assertThat(TestNode.get(stopped).verdict()).isEqualTo(Verdict.ACCEPTED);
        charger.send(
                "[2,\"U\",\"StatusNotification\",{\"connectorId\":\"1\",\"errorCode\":\"\",\"status\":\"Available\"}]");
        charger.gets("[3,\"U\",\"StatusNotification\",{}]");
        charger.send("[2,\"U\",\"StopTransaction\",{\"idTag\":null,\"meterStop\":5000,\"timestamp\":1760000600,"
                + "\"transactionId\":1,\"reason\":\"Remote\",\"transactionData\":null}]");
        charger.gets("[3,\"U\",\"StopTransaction\",{\"idTagInfo\":1}]");
        assertThat(node.others.onlyAsked(StopSession.class)).satisfies(stop -> {
            assertThat(stop.transactionID()).isNull();
            assertThat(stop.idTag()).isNull();
            assertThat(stop.meterStop()).isEqualTo(5000);
            assertThat(stop.reason()).isEqualTo("Remote");
            assertThat(stop.stopAt()).isEqualTo(Instant.ofEpochSecond(1_760_000_600));
        });
        assertThat(node.others.asked(StatusReport.class))
                .extracting(StatusReport::connector, StatusReport::status, StatusReport::errorCode)
                .containsExactly(
                        tuple(1, ConnectorStatus.RESERVED, "NoError"),
                        tuple(1, ConnectorStatus.CHARGING, "NoError"),
                        tuple(1, ConnectorStatus.AVAILABLE, "NoError"));
    }

    @Test
    void theMinimalSimulatorChargesWithoutBootAndWithOurIdsForItsOwnCalls() {
        var charger = node.flexiCharge("abc111");

        charger.send("[2,\"1\",\"StatusNotification\",{\"errorCode\":\"NoError\",\"status\":\"Available\"}]");
        charger.gets("[3,\"1\",\"StatusNotification\",{}]");

        var reserved = node.bus.ask(
                OcppEndpoints.RESERVE_NOW,
                new OcppEndpoints.ReserveNow(ID, 1, Instant.ofEpochSecond(1_760_000_300), "usertag", null, 17, 5_000));
        var reserveNow =
                charger.getsCall("\"ReserveNow\",{\"connectorID\":100009,\"expiryDate\":1760000300,\"idTag\":1,"
                        + "\"reservationID\":\"100009\",\"parentIdTag\":1}");
        charger.send("[2,\"2\",\"StatusNotification\",{\"errorCode\":\"NoError\",\"status\":\"Available\"}]");
        charger.send("[3,\"" + reserveNow + "\",\"ReserveNow\",{\"status\":\"Accepted\"}]");
        charger.gets("[3,\"2\",\"StatusNotification\",{}]");
        assertThat(TestNode.get(reserved).verdict()).isEqualTo(Verdict.ACCEPTED);

        var started = node.bus.ask(OcppEndpoints.REMOTE_START, new OcppEndpoints.RemoteStart(ID, 1, "usertag", 5_000));
        var remoteStart = charger.getsCall("\"RemoteStartTransaction\",{\"connectorID\":1,\"idTag\":1}");
        charger.send("[3,\"" + remoteStart + "\",\"RemoteStartTransaction\",{\"status\":\"Accepted\"}]");
        charger.send(
                "[2,\"" + remoteStart + "\",\"StartTransaction\",{\"connectorId\":100009,\"idTag\":1,\"meterStart\":0,"
                        + "\"timestamp\":1760000010}]");
        charger.gets("[3,\"" + remoteStart + "\",\"StartTransaction\",{\"idTagInfo\":1,\"transactionId\":4711}]");
        assertThat(TestNode.get(started).verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(node.counted("ocpp.deviations", "kind", "reusedUid")).isEqualTo(1);

        var stopped = node.bus.ask(OcppEndpoints.REMOTE_STOP, new OcppEndpoints.RemoteStop(ID, 4711, 5_000));
        var remoteStop = charger.getsCall("\"RemoteStopTransaction\",{\"transactionID\":4711}");
        charger.send("[3,\"" + remoteStop + "\",\"RemoteStopTransaction\",{\"status\":\"Accepted\"}]");
        charger.send("[2,\"" + remoteStop + "\",\"StopTransaction\",{\"meterStop\":100,\"timestamp\":1760000100,"
                + "\"transactionId\":4711,\"reason\":\"Remote\"}]");
        charger.gets("[3,\"" + remoteStop + "\",\"StopTransaction\",{\"idTagInfo\":1}]");
        assertThat(TestNode.get(stopped).verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(charger.unread()).isEmpty();
    }

    @Test
    void theSameIdIsNoRepeat() {
        var charger = node.flexiCharge("abc111");
        var start = "[2,\"U\",\"StartTransaction\",{\"connectorId\":\"1\",\"meterStart\":0,\"timestamp\":1760000010}]";

        charger.send(start).gets("[3,\"U\",\"StartTransaction\",{\"idTagInfo\":1,\"transactionId\":4711}]");
        charger.send(start).gets("[3,\"U\",\"StartTransaction\",{\"idTagInfo\":1,\"transactionId\":4712}]");

        assertThat(node.others.asked(StartSession.class)).hasSize(2);
        assertThat(node.counted("ocpp.deviations", "kind", "constantUid")).isEqualTo(1);
    }

    @Test
    void heartbeatAuthorizeAndWhatIsNotKnownAreAnswered() {
        node.flexiCharge("abc111")
                .send("[2,\"1\",\"Heartbeat\",{}]")
                .gets("[3,\"1\",\"Heartbeat\",{\"currentTime\":1767323045}]")
                .send("[2,\"2\",\"Authorize\",{\"idTag\":\"x\"}]")
                .gets("[3,\"2\",\"Authorize\",{\"idTagInfo\":1}]")
                .send("[2,\"3\",\"FirmwareStatusNotification\",{\"status\":\"Idle\"}]")
                .gets(
                        "[4,\"3\",\"NotImplemented\",\"The *FirmwareStatusNotification* function is not implemented yet.\",{}]")
                .send("[2,\"4\",\"Reset\",{}]")
                .gets("[4,\"4\",\"NotImplemented\",\"The *Reset* function is not implemented yet.\",{}]");
    }

    @Test
    void aChargeLevelInsideADataTransferIsAReading() {
        node.flexiCharge("abc111")
                .send(
                        "[2,\"1\",\"DataTransfer\",{\"vendorId\":\"v\",\"messageId\":\"ChargeLevelUpdate\",\"data\":"
                                + "\"{\\\"transactionId\\\":7,\\\"latestMeterValue\\\":1234,\\\"CurrentChargePercentage\\\":56}\"}]")
                .gets("[3,\"1\",\"DataTransfer\",{\"status\":\"Accepted\",\"data\":\"\"}]")
                .send("[2,\"2\",\"DataTransfer\",{\"messageId\":\"ChargeLevelUpdate\",\"data\":\"nothing\"}]")
                .gets("[3,\"2\",\"DataTransfer\",{\"status\":\"Rejected\",\"data\":\"\"}]")
                .send("[2,\"3\",\"DataTransfer\",{\"messageId\":\"Other\",\"data\":\"{}\"}]")
                .gets("[3,\"3\",\"DataTransfer\",{\"status\":\"UnknownMessageId\",\"data\":\"\"}]");

        var recorded = node.others.onlyAsked(RecordReadings.class);
        assertThat(recorded.frame()).isNull();
        assertThat(recorded.transactionID()).isNull();
        assertThat(recorded.readings().get(0).registerWh()).isEqualTo(1234);
        assertThat(recorded.readings().get(0).percent()).isEqualTo(56);
    }

    @Test
    void aSecondBootWhileTheFirstBootDataIsUnansweredGetsItsOwnAndNoMore() {
        var charger = node.flexiCharge("abc111");
        var boot = "[2,\"U\",\"BootNotification\",{\"chargePointVendor\":\"A\",\"chargePointModel\":\"B\"}]";
        var confirmed =
                "[3,\"U\",\"BootNotification\",{\"status\":\"Accepted\",\"currentTime\":1767323045,\"interval\":86400}]";
        var bootDataCall = "\"DataTransfer\",{\"vendorId\":\"com.flexicharge\",\"messageId\":\"BootData\","
                + "\"data\":\"{\\\"connectorID\\\":100009,\\\"chargingPrice\\\":3.33}\"}";

        charger.send(boot).gets(confirmed);
        var first = charger.getsCall(bootDataCall);
        charger.send(boot).gets(confirmed).send(boot).gets(confirmed);
        charger.send("[3,\"" + first + "\",\"DataTransfer\",{\"status\":\"Rejected\"}]");
        var second = charger.getsCall(bootDataCall);
        charger.send("[3,\"" + second + "\",\"DataTransfer\",{\"status\":\"Accepted\"}]");

        await().untilAsserted(() -> assertThat(node.heldFor(ID).held())
                .containsEntry("pendingCalls", 0)
                .containsEntry("queuedCalls", 0));
        assertThat(node.meters.counter("ocpp.bootdata.refused").count()).isEqualTo(1);
    }
}
