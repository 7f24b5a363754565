package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.TestCharger;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our CALLs: when they may go out, one at a time, and how each ends. */
@ExtendWith(TestDatabaseExtension.class)
class OutLaneTest {
    private static final int ID = 100_001;
    private static final String REMOTE_STOP_1 = "\"RemoteStopTransaction\",{\"transactionId\":1}";
    private static final String REMOTE_STOP_2 = "\"RemoteStopTransaction\",{\"transactionId\":2}";
    private static final String BOOT =
            "[2,\"b\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]";

    private final TestDatabase database;
    private TestNode node;

    OutLaneTest(TestDatabase database) {
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

    private Future<ChargerAnswer> stop(int transactionID, int waitMillis) {
        return node.bus.ask(OcppEndpoints.REMOTE_STOP, new OcppEndpoints.RemoteStop(ID, transactionID, waitMillis));
    }

    private static Refusal refusalOf(Future<?> future) {
        return (Refusal) TestNode.failureOf(future);
    }

    private static void accept(TestCharger charger, String id) {
        charger.send("[3,\"" + id + "\",{\"status\":\"Accepted\"}]");
    }

    @Test
    void nothingGoesToAStrictChargerBeforeItsBootIsAccepted() {
        node.others.charger(ID, "CP1");
        var charger = node.strict("CP1");
        var asked = stop(1, 5_000);
        charger.send("[2,\"h\",\"Heartbeat\",{}]").gets("[3,\"h\",{\"currentTime\":\"" + TestNode.NOW + "\"}]");
        assertThat(node.heldFor(ID).held()).containsEntry("queuedCalls", 1).containsEntry("pendingCalls", 0);

        charger.send(BOOT)
                .gets("[3,\"b\",{\"status\":\"Accepted\",\"currentTime\":\"" + TestNode.NOW + "\",\"interval\":300}]");
        accept(charger, charger.getsCall(REMOTE_STOP_1));

        assertThat(TestNode.get(asked).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void aReconnectedChargerThatDoesNotBootIsSentCallsAfterItsFirst() {
        node.others.charger(ID, "CP1").hasBooted();
        var charger = node.strict("CP1");
        stop(1, 5_000);
        charger.send("[2,\"h\",\"Heartbeat\",{}]");

        // the two lanes do not wait for each other
        assertThat(List.of(charger.next(), charger.next()))
                .anySatisfy(frame -> assertThat(frame).startsWith("[3,\"h\","))
                .anySatisfy(frame -> assertThat(frame).endsWith("," + REMOTE_STOP_1 + "]"));
    }

    @Test
    void aReconnectedChargerThatIsSilentIsSentCallsAfterAWhile() {
        restartedWith(TestConfig.waits(Duration.ofMillis(100), Duration.ofSeconds(10)));
        node.others.charger(ID, "CP1").hasBooted();
        var charger = node.strict("CP1");
        stop(1, 5_000);

        charger.getsCall(REMOTE_STOP_1);
    }

    @Test
    void aPendingChargerIsSentCommandsOnceItHasBooted() {
        node.others.charger(ID, "CP1").registered(Registration.PENDING).hasBooted();
        var charger = node.strict("CP1");
        stop(1, 5_000);
        charger.send(BOOT)
                .gets("[3,\"b\",{\"status\":\"Pending\",\"currentTime\":\"" + TestNode.NOW + "\",\"interval\":300}]");

        charger.getsCall(REMOTE_STOP_1);
    }

    @Test
    void aRejectedChargerIsSentNothing() {
        node.others.charger(ID, "CP1").registered(Registration.REJECTED);
        var charger = node.strict("CP1");
        charger.send(BOOT)
                .gets("[3,\"b\",{\"status\":\"Rejected\",\"currentTime\":\"" + TestNode.NOW + "\",\"interval\":300}]");

        assertThat(refusalOf(stop(1, 5_000)).reason()).isEqualTo(Reason.OFFLINE);
        assertThat(charger.unread()).isEmpty();
    }

    @Test
    void nothingOfOurOwnGoesToAStrictChargerAfterBoot() {
        node.others.charger(ID, "CP1");
        var charger = node.booted("CP1");

        charger.send("[2,\"h\",\"Heartbeat\",{}]").gets("[3,\"h\",{\"currentTime\":\"" + TestNode.NOW + "\"}]");

        assertThat(charger.unread()).isEmpty();
        assertThat(node.heldFor(ID).held()).containsEntry("queuedCalls", 0).containsEntry("pendingCalls", 0);
    }

    @Test
    void theNextCallWaitsForTheAnswerToTheOneBefore() {
        node.others.charger(ID, "CP1");
        var charger = node.booted("CP1");
        var first = stop(1, 5_000);
        var second = stop(2, 5_000);

        var id = charger.getsCall(REMOTE_STOP_1);
        charger.send("[2,\"h\",\"Heartbeat\",{}]").gets("[3,\"h\",{\"currentTime\":\"" + TestNode.NOW + "\"}]");
        assertThat(charger.unread()).isEmpty();
        accept(charger, id);
        accept(charger, charger.getsCall(REMOTE_STOP_2));

        assertThat(TestNode.get(first).verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(TestNode.get(second).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void theAskerIsAnsweredInItsTimeWhileTheLaneStillWaits() {
        node.others.charger(ID, "CP1");
        var charger = node.booted("CP1");
        var asked = stop(1, 100);
        var id = charger.getsCall(REMOTE_STOP_1);

        assertThat(refusalOf(asked).code()).isEqualTo("chargerTimeout");
        var next = stop(2, 5_000);
        await().untilAsserted(() -> assertThat(node.heldFor(ID).held())
                .containsEntry("pendingCalls", 1)
                .containsEntry("queuedCalls", 1));

        accept(charger, id);
        accept(charger, charger.getsCall(REMOTE_STOP_2));
        assertThat(TestNode.get(next).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotSent() {
        node.others.charger(ID, "CP1");
        var charger = node.booted("CP1");
        stop(1, 5_000);
        var id = charger.getsCall(REMOTE_STOP_1);
        var impatient = stop(2, 50);
        assertThat(refusalOf(impatient).code()).isEqualTo("chargerTimeout");

        accept(charger, id);
        charger.send("[2,\"h\",\"Heartbeat\",{}]").gets("[3,\"h\",{\"currentTime\":\"" + TestNode.NOW + "\"}]");
        assertThat(charger.unread()).isEmpty();
    }

    @Test
    void anUnansweredCallFreesTheLaneAtItsDeadline() {
        restartedWith(TestConfig.callTimeout(Duration.ofMillis(200)));
        node.others.charger(ID, "CP1");
        var charger = node.booted("CP1");
        var unanswered = stop(1, 10_000);
        var second = stop(2, 10_000);
        var late = charger.getsCall(REMOTE_STOP_1);

        var id = charger.getsCall(REMOTE_STOP_2);
        assertThat(refusalOf(unanswered).reason()).isEqualTo(Reason.TIMED_OUT);
        accept(charger, late);
        accept(charger, id);
        assertThat(TestNode.get(second).verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(node.counted("ocpp.ignored", "cause", "nobodyWaits")).isEqualTo(1);
    }

    @Test
    void theQueueIsBounded() {
        restartedWith(TestConfig.with(Map.of("OCPP_CALL_QUEUE", "2")));
        node.others.charger(ID, "CP1");
        var charger = node.booted("CP1");
        stop(1, 5_000);
        charger.getsCall(REMOTE_STOP_1);
        stop(2, 5_000);
        stop(3, 5_000);

        var refusal = refusalOf(stop(4, 5_000));

        assertThat(refusal.reason()).isEqualTo(Reason.BUSY);
        assertThat(refusal.code()).isEqualTo("commandQueueFull");
    }

    @Test
    void twoCallsThatCrossAreBothAnswered() {
        var held = Promise.<Void>promise();
        node.others.charger(ID, "CP1");
        node.others.holdUp(TransactionEndpoints.START_SESSION, held.future());
        var charger = node.booted("CP1");
        charger.send("[2,\"s\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"T\",\"meterStart\":0,"
                + "\"timestamp\":\"2026-01-02T03:00:00Z\"}]");
        var asked = stop(1, 5_000);

        accept(charger, charger.getsCall(REMOTE_STOP_1));
        assertThat(TestNode.get(asked).verdict()).isEqualTo(Verdict.ACCEPTED);
        held.complete();
        charger.gets("[3,\"s\",{\"idTagInfo\":{\"status\":\"Invalid\"},\"transactionId\":4711}]");
    }

    @Test
    void everyWayToAnswerIsToldApart() {
        node.others.charger(ID, "CP1");
        var charger = node.booted("CP1");

        var rejected = stop(1, 5_000);
        charger.send("[3,\"" + charger.getsCall(REMOTE_STOP_1) + "\",{\"status\":\"Rejected\"}]");
        assertThat(TestNode.get(rejected)).isEqualTo(new ChargerAnswer(Verdict.REJECTED, "Rejected", null));

        var error = stop(1, 5_000);
        charger.send("[4,\"" + charger.getsCall(REMOTE_STOP_1) + "\",\"NotSupported\",\"no\",{}]");
        assertThat(TestNode.get(error)).isEqualTo(new ChargerAnswer(Verdict.FAILED, "NotSupported", null));

        var unreadable = stop(1, 5_000);
        charger.send("[3,\"" + charger.getsCall(REMOTE_STOP_1) + "\",{\"status\":\"Perhaps\"}]");
        assertThat(TestNode.get(unreadable))
                .isEqualTo(new ChargerAnswer(Verdict.FAILED, "PropertyConstraintViolation", null));
        assertThat(charger.unread()).isEmpty();
    }

    @Test
    void anAnswerNobodyWaitsForIsIgnoredAndCounted() {
        node.others.charger(ID, "CP1");

        node.booted("CP1")
                .send("[3,\"unheard\",{\"status\":\"Accepted\"}]")
                .send("[4,\"unheard\",\"GenericError\",\"\",{}]")
                .send("[2,\"h\",\"Heartbeat\",{}]")
                .gets("[3,\"h\",{\"currentTime\":\"" + TestNode.NOW + "\"}]");

        assertThat(node.counted("ocpp.ignored", "cause", "nobodyWaits")).isEqualTo(2);
    }

    @Test
    void whenTheSocketClosesTheCallOnItTimesOutAndTheRestWereNeverSent() {
        node.others.charger(ID, "CP1");
        var charger = node.booted("CP1");
        var onWire = stop(1, 60_000);
        var waiting = stop(2, 60_000);
        charger.getsCall(REMOTE_STOP_1);

        charger.close();

        assertThat(refusalOf(onWire).code()).isEqualTo("chargerTimeout");
        assertThat(refusalOf(waiting).code()).isEqualTo("chargerOffline");
        await().untilAsserted(() -> assertThat(node.heldFor(ID).isNothing()).isTrue());
        assertThat(refusalOf(stop(3, 1_000)).code()).isEqualTo("chargerOffline");
    }

    @Test
    void allFiveCommandsAreWrittenAsOcppHasThem() {
        node.others.charger(ID, "CP1");
        var charger = node.booted("CP1");
        var calls = new ArrayList<Future<ChargerAnswer>>();

        calls.add(node.bus.ask(OcppEndpoints.REMOTE_START, new OcppEndpoints.RemoteStart(ID, 2, "TAG", 5_000)));
        accept(charger, charger.getsCall("\"RemoteStartTransaction\",{\"connectorId\":2,\"idTag\":\"TAG\"}"));
        calls.add(node.bus.ask(
                OcppEndpoints.RESERVE_NOW,
                new OcppEndpoints.ReserveNow(
                        ID, 2, Instant.parse("2026-01-02T04:00:00Z"), "TAG", "PARENT", 17, 5_000)));
        accept(
                charger,
                charger.getsCall("\"ReserveNow\",{\"connectorId\":2,\"expiryDate\":\"2026-01-02T04:00:00.000Z\","
                        + "\"idTag\":\"TAG\",\"parentIdTag\":\"PARENT\",\"reservationId\":17}"));
        calls.add(node.bus.ask(OcppEndpoints.CANCEL_RESERVATION, new OcppEndpoints.CancelReservation(ID, 17, 5_000)));
        accept(charger, charger.getsCall("\"CancelReservation\",{\"reservationId\":17}"));
        calls.add(node.bus.ask(OcppEndpoints.DATA_TRANSFER, new OcppEndpoints.DataTransfer(ID, "v", "m", "d", 5_000)));
        var transfer = charger.getsCall("\"DataTransfer\",{\"vendorId\":\"v\",\"messageId\":\"m\",\"data\":\"d\"}");
        charger.send("[3,\"" + transfer + "\",{\"status\":\"Accepted\",\"data\":\"answer\"}]");

        calls.forEach(call -> assertThat(TestNode.get(call).verdict()).isEqualTo(Verdict.ACCEPTED));
        assertThat(TestNode.get(calls.get(3)).data()).isEqualTo("answer");
    }

    @Test
    void aCommandThatBreaksOcppIsADefectOfOursAndHarmsNothing() {
        node.others.charger(ID, "CP1");
        var charger = node.booted("CP1");

        var tooLong = node.bus.ask(
                OcppEndpoints.REMOTE_START, new OcppEndpoints.RemoteStart(ID, 1, "123456789012345678901", 5_000));
        assertThat(refusalOf(tooLong).reason()).isEqualTo(Reason.INTERNAL);

        stop(1, 5_000);
        charger.getsCall(REMOTE_STOP_1);
    }
}
