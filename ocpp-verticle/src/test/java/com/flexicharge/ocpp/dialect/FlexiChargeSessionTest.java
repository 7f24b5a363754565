package com.flexicharge.ocpp.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.frame.CallError;
import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.AuthorizationStatus;
import com.flexicharge.ocpp.message.Authorize;
import com.flexicharge.ocpp.message.BootNotification;
import com.flexicharge.ocpp.message.CancelReservation;
import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.ocpp.message.DataTransfer;
import com.flexicharge.ocpp.message.Heartbeat;
import com.flexicharge.ocpp.message.IdTagInfo;
import com.flexicharge.ocpp.message.MeterValues;
import com.flexicharge.ocpp.message.RemoteStartTransaction;
import com.flexicharge.ocpp.message.RemoteStopTransaction;
import com.flexicharge.ocpp.message.ReserveNow;
import com.flexicharge.ocpp.message.StartTransaction;
import com.flexicharge.ocpp.message.StatusNotification;
import com.flexicharge.ocpp.message.StopTransaction;
import com.flexicharge.ocpp.message.Term;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A session of the charge station's firmware, frame by frame, and what the minimal simulator does differently. */
class FlexiChargeSessionTest {
    private static final FlexiCharge CHARGER = new FlexiCharge(100009);
    private static final String UID = "a1-constant-id";

    private static String quoted(String text) {
        return text.replace('\'', '"').replace("<U>", UID);
    }

    @Test
    void bootIsAcceptedForADay() {
        var text = quoted(
                "[2,'<U>','BootNotification',{'chargePointVendor':'AVT-Company','chargePointModel':'AVT-Express',"
                        + "'chargePointSerialNumber':'avt.001.13.1','chargeBoxSerialNumber':'avt.001.13.1.01','firmwareVersion':'0.9.87',"
                        + "'iccid':'','imsi':'','meterType':'AVT NQC-ACDC','meterSerialNumber':'avt.001.13.1.01'}]");
        var request = Answers.request(CHARGER, text, BootNotification.Request.class);
        assertThat(request.chargePointVendor()).isEqualTo("AVT-Company");
        assertThat(request.chargeBoxSerialNumber()).contains("avt.001.13.1.01");
        assertThat(request.iccid()).isEmpty();
        var answer = new BootNotification.Response(
                BootNotification.Status.PENDING, ChargerTime.of(Instant.ofEpochSecond(1760000000)), 300);
        assertThat(CHARGER.writeResult(Answers.call(CHARGER, text), answer))
                .isEqualTo(quoted("[3,'<U>','BootNotification',"
                        + "{'status':'Accepted','currentTime':1760000000,'interval':86400}]"));
    }

    @Test
    void bootDataTellNumberAndPriceInSek() {
        assertThat(CHARGER.writeCall("x1", CHARGER.bootData(333)))
                .isEqualTo("[2,\"x1\",\"DataTransfer\",{\"vendorId\":\"com.flexicharge\",\"messageId\":\"BootData\","
                        + "\"data\":\"{\\\"connectorID\\\":100009,\\\"chargingPrice\\\":3.33}\"}]");
        assertThat(CHARGER.bootData(300).data()).contains("{\"connectorID\":100009,\"chargingPrice\":3}");
        assertThat(CHARGER.bootData(0).data()).contains("{\"connectorID\":100009,\"chargingPrice\":0}");
        assertThat(CHARGER.bootData(1000).data()).contains("{\"connectorID\":100009,\"chargingPrice\":10}");
        var answer = Answers.response(
                CHARGER,
                Action.DATA_TRANSFER,
                "[3,\"x1\",\"DataTransfer\",{\"status\":\"Accepted\"}]",
                DataTransfer.Response.class);
        assertThat(answer.status()).isEqualTo(DataTransfer.Status.ACCEPTED);
    }

    @Test
    void aReservationHasThePublicNumberAndAConstantId() {
        var expiry = ChargerTime.of(Instant.ofEpochSecond(1760000300));
        assertThat(CHARGER.writeCall("x2", new ReserveNow.Request(1, expiry, "user", Optional.empty(), 77)))
                .isEqualTo("[2,\"x2\",\"ReserveNow\",{\"connectorID\":100009,\"expiryDate\":1760000300,\"idTag\":1,"
                        + "\"reservationID\":\"100009\",\"parentIdTag\":1}]");
        assertThat(CHARGER.writeCall("x2", new CancelReservation.Request(77)))
                .isEqualTo("[2,\"x2\",\"CancelReservation\",{\"reservationID\":\"100009\"}]");
    }

    @Test
    void theFirmwareReportsItsStatusWithoutAnErrorCode() {
        var text = quoted("[2,'<U>','StatusNotification',{'connectorId':'1','errorCode':'','status':'Reserved'}]");
        var request = Answers.request(CHARGER, text, StatusNotification.Request.class);
        assertThat(request.connectorId()).isEqualTo(1);
        assertThat(request.status()).isEqualTo(StatusNotification.Status.RESERVED);
        assertThat(request.errorCode()).isEqualTo(Term.of(StatusNotification.ErrorCode.NO_ERROR));
        assertThat(Answers.deviations(CHARGER, text))
                .containsExactlyInAnyOrder(Deviation.CONNECTOR_ID_TEXT, Deviation.EMPTY_ERROR_CODE);
        assertThat(CHARGER.writeResult(Answers.call(CHARGER, text), new StatusNotification.Response()))
                .isEqualTo(quoted("[3,'<U>','StatusNotification',{}]"));
    }

    @Test
    void answersComeWithFourElementsOrThreeOrNone() {
        assertThat(reserveNow("[3,'x2','ReserveNow',{'status':'Accepted'}]")).isEqualTo(ReserveNow.Status.ACCEPTED);
        assertThat(reserveNow("[3,'x2',{'status':'Occupied','more':1}]")).isEqualTo(ReserveNow.Status.OCCUPIED);
        assertThat(Answers.result(CHARGER, quoted("[3,'x2']")).payload()).isEmpty();
        assertThat(Answers.result(CHARGER, quoted("[3,'x2','ReserveNow']")).payload())
                .isEmpty();
        var decoded = (Decoded.Received) CHARGER.decode(quoted("[3,'x2','ReserveNow',{'status':'Accepted'}]"));
        assertThat(decoded.deviations()).containsExactly(Deviation.FOUR_ELEMENT_RESULT);
    }

    private static ReserveNow.Status reserveNow(String text) {
        return Answers.response(CHARGER, Action.RESERVE_NOW, quoted(text), ReserveNow.Response.class)
                .status();
    }

    @Test
    void remoteStartAndStopAsTheFirmwareReadsThem() {
        assertThat(CHARGER.writeCall(
                        "x3", new RemoteStartTransaction.Request(Optional.of(1), "a user's tag", Optional.empty())))
                .isEqualTo("[2,\"x3\",\"RemoteStartTransaction\",{\"connectorID\":1,\"idTag\":1}]");
        assertThat(CHARGER.writeCall("x4", new RemoteStopTransaction.Request(4711)))
                .isEqualTo("[2,\"x4\",\"RemoteStopTransaction\",{\"transactionID\":4711}]");
        var answer = Answers.response(
                CHARGER,
                Action.REMOTE_STOP_TRANSACTION,
                "[3,\"x4\",\"RemoteStopTransaction\",{\"status\":\"Rejected\"}]",
                RemoteStopTransaction.Response.class);
        assertThat(answer.status()).isEqualTo(RemoteStopTransaction.Status.REJECTED);
    }

    @Test
    void startTransaction() {
        var text = quoted("[2,'<U>','StartTransaction',{'connectorId':'1','id_tag':null,'meterStart':0,"
                + "'timestamp':1760000010.25,'reservationId':'100009'}]");
        var request = Answers.request(CHARGER, text, StartTransaction.Request.class);
        assertThat(request.connectorId()).isEqualTo(1);
        assertThat(request.idTag()).isEmpty();
        assertThat(request.meterStart()).contains(0L);
        assertThat(request.timestamp())
                .isEqualTo(new ChargerTime(Optional.of(Instant.ofEpochMilli(1760000010250L)), "1760000010.25"));
        assertThat(Answers.deviations(CHARGER, text))
                .containsExactlyInAnyOrder(
                        Deviation.CONNECTOR_ID_TEXT,
                        Deviation.ID_TAG_SPELLING,
                        Deviation.TIMESTAMP_NUMBER,
                        Deviation.RESERVATION_ID_TEXT,
                        Deviation.NULL_MEMBER);
        assertThat(CHARGER.writeResult(
                        Answers.call(CHARGER, text), new StartTransaction.Response(Optional.empty(), 4711)))
                .isEqualTo(quoted("[3,'<U>','StartTransaction',{'idTagInfo':1,'transactionId':4711}]"));
    }

    @Test
    void meterValues() {
        var text = quoted("[2,'100009MeterValues1760000011000','MeterValues',{'connectorId':1,'transactionId':1,"
                + "'timestamp':1760000011000,'values':{'chargingPercent':{'value':12,'unit':'%','measurand':'SoC'},"
                + "'chargingPower':{'value':7200,'unit':'W','measurand':'Power.Active,Import'},"
                + "'chargedSoFar':{'value':35,'unit':'Wh','measurand':'Energy.Active.Import'}}}]");
        var request = Answers.request(CHARGER, text, MeterValues.Request.class);
        assertThat(request.transactionId()).isEmpty();
        assertThat(CHARGER.readings(request.meterValue())).singleElement().satisfies(reading -> {
            assertThat(reading.takenAt().instant()).contains(Instant.ofEpochMilli(1760000011000L));
            assertThat(reading.percent()).contains(12);
            assertThat(reading.powerW()).contains(7200);
            assertThat(reading.registerWh()).contains(35L);
            assertThat(reading.deliveredWh()).isEmpty();
            assertThat(reading.intervalWh()).isEmpty();
        });
        assertThat(Answers.deviations(CHARGER, text))
                .containsExactlyInAnyOrder(
                        Deviation.TIMESTAMP_NUMBER,
                        Deviation.TRANSACTION_ID_IGNORED,
                        Deviation.OWN_METER_VALUES,
                        Deviation.MEASURAND_SPELLING);
        assertThat(CHARGER.writeResult(Answers.call(CHARGER, text), new MeterValues.Response()))
                .isEqualTo("[3,\"100009MeterValues1760000011000\",\"MeterValues\"]");
    }

    @Test
    void stopTransaction() {
        var text = quoted(
                "[2,'<U>','StopTransaction',{'idTag':null,'meterStop':5000.9,'timestamp':1760000900,'transactionId':1,"
                        + "'reason':'Remote','transactionData':null}]");
        var request = Answers.request(CHARGER, text, StopTransaction.Request.class);
        assertThat(request.meterStop()).contains(5000L);
        assertThat(request.transactionId()).isEmpty();
        assertThat(request.reason()).contains(Term.of(StopTransaction.Reason.REMOTE));
        assertThat(request.timestamp().instant()).contains(Instant.ofEpochSecond(1760000900));
        assertThat(Answers.deviations(CHARGER, text)).contains(Deviation.FLOAT_METER);
        assertThat(CHARGER.writeResult(Answers.call(CHARGER, text), new StopTransaction.Response(Optional.empty())))
                .isEqualTo(quoted("[3,'<U>','StopTransaction',{'idTagInfo':1}]"));
    }

    @Test
    void heartbeatAndAuthorizeAreAnswered() {
        assertThat(CHARGER.writeResult(
                        Answers.call(CHARGER, quoted("[2,'<U>','Heartbeat',{}]")),
                        new Heartbeat.Response(ChargerTime.of(Instant.parse("2026-01-02T03:04:05.678Z")))))
                .isEqualTo(quoted("[3,'<U>','Heartbeat',{'currentTime':1767323045}]"));
        var authorize = quoted("[2,'<U>','Authorize',{'idTag':1}]");
        assertThat(Answers.request(CHARGER, authorize, Authorize.Request.class).idTag())
                .isEqualTo("1");
        var info = new IdTagInfo(Optional.empty(), Optional.empty(), AuthorizationStatus.INVALID);
        assertThat(CHARGER.writeResult(Answers.call(CHARGER, authorize), new Authorize.Response(info)))
                .isEqualTo(quoted("[3,'<U>','Authorize',{'idTagInfo':1}]"));
    }

    @Test
    void theSimulatorBeginsWithAStatusWithoutConnector() {
        var text = "[2,\"1\",\"StatusNotification\",{\"errorCode\":\"NoError\",\"status\":\"Available\"}]";
        assertThat(Answers.request(CHARGER, text, StatusNotification.Request.class)
                        .connectorId())
                .isEqualTo(1);
        assertThat(Answers.deviations(CHARGER, text)).containsExactly(Deviation.CONNECTOR_ID_MISSING);
    }

    @Test
    void theSimulatorStartsUnderOurOwnIdAndWithItsPublicNumber() {
        var text =
                "[2,\"b1946ac9-2ec1-4b6e-8d2f-5a1c3c7f0e11\",\"StartTransaction\",{\"connectorId\":100007,\"idTag\":1,"
                        + "\"meterStart\":\"12.9\",\"timestamp\":1760000010,\"reservationId\":null}]";
        var request = Answers.request(CHARGER, text, StartTransaction.Request.class);
        assertThat(request.connectorId()).isEqualTo(1);
        assertThat(request.meterStart()).contains(12L);
        assertThat(CHARGER.writeResult(
                        Answers.call(CHARGER, text), new StartTransaction.Response(Optional.empty(), 4711)))
                .isEqualTo("[3,\"b1946ac9-2ec1-4b6e-8d2f-5a1c3c7f0e11\",\"StartTransaction\","
                        + "{\"idTagInfo\":1,\"transactionId\":4711}]");
    }

    @Test
    void theSimulatorsReadingsComeInSeconds() {
        var text =
                "[2,\"9\",\"MeterValues\",{\"connectorId\":100007,\"transactionId\":0,\"timestamp\":1760000011,\"values\":"
                        + "{\"chargingPercent\":{\"value\":12},\"chargedSoFar\":{\"value\":35,\"measurand\":\"Energy.Active.Import.Interval\"}}}]";
        var request = Answers.request(CHARGER, text, MeterValues.Request.class);
        assertThat(CHARGER.readings(request.meterValue())).singleElement().satisfies(reading -> {
            assertThat(reading.takenAt().instant()).contains(Instant.ofEpochSecond(1760000011));
            assertThat(reading.deliveredWh()).contains(35L);
            assertThat(reading.registerWh()).isEmpty();
            assertThat(reading.intervalWh()).isEmpty();
            assertThat(reading.powerW()).isEmpty();
        });
    }

    @Test
    void errorsFromChargersHaveThreeToFiveElements() {
        assertThat(error("[4,'x1','NotImplemented']").description()).isEmpty();
        assertThat(error("[4,'x1','NotImplemented','no']").description()).isEqualTo("no");
        assertThat(error("[4,'x1','NotImplemented','no',{}]").code()).isEqualTo("NotImplemented");
    }

    private static CallError error(String text) {
        return (CallError) ((Decoded.Received) CHARGER.decode(quoted(text))).frame();
    }
}
