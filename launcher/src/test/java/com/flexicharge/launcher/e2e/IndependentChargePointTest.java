package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.launcher.e2e.RunningServer.Answer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import eu.chargetime.ocpp.model.core.AuthorizationStatus;
import eu.chargetime.ocpp.model.core.AuthorizeConfirmation;
import eu.chargetime.ocpp.model.core.BootNotificationConfirmation;
import eu.chargetime.ocpp.model.core.ChargePointErrorCode;
import eu.chargetime.ocpp.model.core.ChargePointStatus;
import eu.chargetime.ocpp.model.core.DataTransferConfirmation;
import eu.chargetime.ocpp.model.core.DataTransferRequest;
import eu.chargetime.ocpp.model.core.DataTransferStatus;
import eu.chargetime.ocpp.model.core.HeartbeatConfirmation;
import eu.chargetime.ocpp.model.core.MeterValue;
import eu.chargetime.ocpp.model.core.MeterValuesConfirmation;
import eu.chargetime.ocpp.model.core.Reason;
import eu.chargetime.ocpp.model.core.RegistrationStatus;
import eu.chargetime.ocpp.model.core.RemoteStartTransactionRequest;
import eu.chargetime.ocpp.model.core.RemoteStopTransactionRequest;
import eu.chargetime.ocpp.model.core.SampledValue;
import eu.chargetime.ocpp.model.core.StartTransactionConfirmation;
import eu.chargetime.ocpp.model.core.StatusNotificationConfirmation;
import eu.chargetime.ocpp.model.core.StopTransactionConfirmation;
import eu.chargetime.ocpp.model.reservation.CancelReservationRequest;
import eu.chargetime.ocpp.model.reservation.ReserveNowRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our reading of OCPP 1.6J against somebody else's. */
@ExtendWith(RunningServerExtension.class)
class IndependentChargePointTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
        server.database()
                .execute("insert into transaction.id_tags (id_tag_key, id_tag, created_at, updated_at)"
                        + " values ('card1', 'CARD1', now(), now())");
    }

    @Test
    void aCardHolderChargesAtTheChargePoint() {
        int id;
        try (var chargePoint = new IndependentChargePoint(server, "abc111")) {
            boot(chargePoint);
            assertThat(authorize(chargePoint, "CARD1")).isEqualTo(AuthorizationStatus.Accepted);
            assertThat(authorize(chargePoint, "NOBODY")).isEqualTo(AuthorizationStatus.Invalid);
            id = start(chargePoint, "CARD1", 1000);
            status(chargePoint, ChargePointStatus.Charging);
            meterValues(chargePoint, id, "1.25");
            stop(chargePoint, id, 4000, Reason.EVDisconnected);
            status(chargePoint, ChargePointStatus.Available);
        }

        assertThat(server.database()
                        .rows("select state, id_tag, meter_start, meter_stop, energy_wh, price_ore, stop_reason"
                                + " from transaction.transactions where transaction_id = " + id))
                .containsExactly("ended|CARD1|1000|4000|3000|999|EVDisconnected");
        await().untilAsserted(() -> assertThat(server.database()
                        .rows("select energy_wh, percent, power_w, final from livemetrics.readings"
                                + " where transaction_id = " + id + " order by reading_no"))
                .containsExactly("250|40|11000|f", "3000|40|11000|t"));
        assertThat(server.database()
                        .rows("select vendor, model, protocol, status, registration from charger.chargers"
                                + " where serial_number = 'abc111'"))
                .containsExactly("Acme|Wall 7|ocpp1.6|Available|accepted");
        await().untilAsserted(() -> assertThat(
                        server.database().rows("select connected from charger.chargers where serial_number = 'abc111'"))
                .containsExactly("f"));
    }

    @Test
    void aPersonReservesStartsAndStopsFromAnApp() {
        try (var chargePoint = new IndependentChargePoint(server, "abc112")) {
            boot(chargePoint);
            var token = server.token("erin");

            var posted = later(() -> server.post("/transactions", token, "{\"connectorID\":100002}"));
            var reserveNow = chargePoint.asked(ReserveNowRequest.class);
            assertThat(posted.join().status()).isEqualTo(201);
            int id = posted.join().body().get("transactionID").asInt();
            assertThat(reserveNow.getConnectorId()).isEqualTo(1);
            assertThat(reserveNow.getExpiryDate().toInstant())
                    .isBetween(CLOCK.instant().plusSeconds(240), CLOCK.instant().plusSeconds(301));

            var started = later(() -> server.put("/transactions/start/" + id, token, ""));
            var remoteStart = chargePoint.asked(RemoteStartTransactionRequest.class);
            assertThat(remoteStart.getIdTag()).isEqualTo(reserveNow.getIdTag());
            assertThat(remoteStart.getConnectorId()).isEqualTo(1);
            assertThat(authorize(chargePoint, remoteStart.getIdTag())).isEqualTo(AuthorizationStatus.Accepted);
            assertThat(start(chargePoint, remoteStart.getIdTag(), 0)).isEqualTo(id);
            assertThat(started.join().body().get("state").asText()).isEqualTo("active");

            var stopped = later(() -> server.put("/transactions/stop/" + id, token, ""));
            assertThat(chargePoint.asked(RemoteStopTransactionRequest.class).getTransactionId())
                    .isEqualTo(id);
            stop(chargePoint, id, 2000, Reason.Remote);
            assertThat(stopped.join().body().get("state").asText()).isEqualTo("ended");
            assertThat(server.database()
                            .rows("select user_id, state, energy_wh, stop_reason from transaction.transactions"
                                    + " where transaction_id = " + id))
                    .containsExactly("erin|ended|2000|Remote");
            assertThat(server.database()
                            .rows("select status, used_by_transaction_id from charger.reservations"
                                    + " where reservation_id = " + reserveNow.getReservationId()))
                    .containsExactly("used|" + id);
        }
    }

    @Test
    void dataIsTransferredBothWays() {
        try (var chargePoint = new IndependentChargePoint(server, "abc113")) {
            boot(chargePoint);
            var unknown = chargePoint.core().createDataTransferRequest("com.example");
            assertThat(chargePoint.send(DataTransferConfirmation.class, unknown).getStatus())
                    .isEqualTo(DataTransferStatus.UnknownVendorId);
            var ours = chargePoint.core().createDataTransferRequest("com.flexicharge");
            ours.setMessageId("Nonsense");
            assertThat(chargePoint.send(DataTransferConfirmation.class, ours).getStatus())
                    .isEqualTo(DataTransferStatus.UnknownMessageId);

            var answer = new BusCaller(server.process().bus())
                    .ask(
                            OcppEndpoints.DATA_TRANSFER,
                            new OcppEndpoints.DataTransfer(100003, "com.example", "Greeting", "Hej!", 5000));
            var asked = chargePoint.asked(DataTransferRequest.class);
            assertThat(asked.getVendorId()).isEqualTo("com.example");
            assertThat(asked.getMessageId()).isEqualTo("Greeting");
            assertThat(answer).isEqualTo(new ChargerAnswer(Verdict.ACCEPTED, "Accepted", "heard: Hej!"));
        }
    }

    @Test
    void aReservationIsTakenBack() {
        try (var chargePoint = new IndependentChargePoint(server, "abc114")) {
            boot(chargePoint);

            var answer = new BusCaller(server.process().bus())
                    .ask(OcppEndpoints.CANCEL_RESERVATION, new OcppEndpoints.CancelReservation(100004, 17, 5000));

            assertThat(chargePoint.asked(CancelReservationRequest.class).getReservationId())
                    .isEqualTo(17);
            assertThat(answer.verdict()).isEqualTo(Verdict.ACCEPTED);
        }
    }

    private static void boot(IndependentChargePoint chargePoint) {
        var booted = chargePoint.send(
                BootNotificationConfirmation.class, chargePoint.core().createBootNotificationRequest("Acme", "Wall 7"));
        assertThat(booted.getStatus()).isEqualTo(RegistrationStatus.Accepted);
        assertThat(booted.getInterval()).isEqualTo(300);
        assertThat(Duration.between(booted.getCurrentTime().toInstant(), CLOCK.instant())
                        .abs())
                .isLessThan(Duration.ofMinutes(1));
        status(chargePoint, ChargePointStatus.Available);
        assertThat(chargePoint
                        .send(HeartbeatConfirmation.class, chargePoint.core().createHeartbeatRequest())
                        .getCurrentTime())
                .isNotNull();
    }

    private static void status(IndependentChargePoint chargePoint, ChargePointStatus status) {
        chargePoint.send(
                StatusNotificationConfirmation.class,
                chargePoint.core().createStatusNotificationRequest(1, ChargePointErrorCode.NoError, status));
    }

    private static AuthorizationStatus authorize(IndependentChargePoint chargePoint, String idTag) {
        return chargePoint
                .send(AuthorizeConfirmation.class, chargePoint.core().createAuthorizeRequest(idTag))
                .getIdTagInfo()
                .getStatus();
    }

    private static int start(IndependentChargePoint chargePoint, String idTag, int meterStartWh) {
        var begun = chargePoint.send(
                StartTransactionConfirmation.class,
                chargePoint.core().createStartTransactionRequest(1, idTag, meterStartWh, now()));
        assertThat(begun.getIdTagInfo().getStatus()).isEqualTo(AuthorizationStatus.Accepted);
        return begun.getTransactionId();
    }

    private static void meterValues(IndependentChargePoint chargePoint, int transactionID, String registerKwh) {
        var reading = new MeterValue(now(), new SampledValue[] {
            sampled(registerKwh, "Energy.Active.Import.Register", "kWh"),
            sampled("11", "Power.Active.Import", "kW"),
            sampled("40", "SoC", "Percent")
        });
        var request = chargePoint.core().createMeterValuesRequest(1, reading);
        request.setTransactionId(transactionID);
        chargePoint.send(MeterValuesConfirmation.class, request);
    }

    private static SampledValue sampled(String value, String measurand, String unit) {
        var sampled = new SampledValue(value);
        sampled.setMeasurand(measurand);
        sampled.setUnit(unit);
        return sampled;
    }

    private static void stop(IndependentChargePoint chargePoint, int transactionID, int meterStopWh, Reason reason) {
        var request = chargePoint.core().createStopTransactionRequest(meterStopWh, now(), transactionID);
        request.setReason(reason);
        chargePoint.send(StopTransactionConfirmation.class, request);
    }

    private static ZonedDateTime now() {
        return ZonedDateTime.now(CLOCK);
    }

    private static CompletableFuture<Answer> later(java.util.function.Supplier<Answer> request) {
        return CompletableFuture.supplyAsync(request);
    }
}
