package com.flexicharge.transaction.payment;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static com.flexicharge.transaction.RunningSessions.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.MakeInvoices;
import com.flexicharge.shared.contract.transaction.PaymentEndpoints;
import com.flexicharge.shared.contract.transaction.PaymentEndpoints.GetPaymentSession;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.UpdateTransactionPayment;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions;
import com.flexicharge.shared.contract.transaction.UserSessions.PaymentMethod;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.transaction.ChargerReports;
import com.flexicharge.transaction.FakeChargers;
import com.flexicharge.transaction.RunningSessions;
import com.flexicharge.transaction.payment.FakeKlarna.Mishap;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Paying by card, from the offer to the money. 300 kr are held; a kWh costs 2.50. */
@ExtendWith(TestDatabaseExtension.class)
class CardPaymentTest {
    private static int nextCharger = 590_000;

    private final TestDatabase database;
    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private FakeKlarna klarna;
    private RunningSessions sessions;
    private ChargerReports charger;

    CardPaymentTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        klarna = new FakeKlarna();
        sessions = process(FakeKlarna.LOGIN);
        database.execute("truncate transaction.transactions, transaction.invoices cascade");
        charger = newCharger();
    }

    @AfterEach
    void stop() {
        sessions.close();
        klarna.close();
    }

    private RunningSessions process(String login) {
        return RunningSessions.start(
                database, clock, Map.of("BYPASS_KLARNA", "0", "KLARNA_TOKEN", login, "KLARNA_URL", klarna.url()));
    }

    private ChargerReports newCharger() {
        var reports = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
        sessions.registry.add(reports.connectorID(), Protocol.OCPP_16);
        return reports;
    }

    private UserSessions.Reserve wanted() {
        return new UserSessions.Reserve(ANNA, charger.connectorID(), 1, PaymentMethod.KLARNA);
    }

    private Transaction reserved() {
        return sessions.ask(TransactionEndpoints.RESERVE, wanted());
    }

    private Transaction begin(Transaction reserved, String authorizationToken) {
        return sessions.ask(
                TransactionEndpoints.START, new UserSessions.Start(ANNA, reserved.transactionID(), authorizationToken));
    }

    /** Reserved, authorized, charged and over. */
    private int charged(long energyWh) {
        var reserved = reserved();
        begin(reserved, "authorization");
        charger.start(reserved.idTag(), 0L);
        charger.stop((long) reserved.transactionID(), null, energyWh);
        return reserved.transactionID();
    }

    private Transaction shown(int transactionID) {
        return sessions.ask(TransactionEndpoints.GET, new UserSessions.Get(ADMIN, transactionID));
    }

    private String state() {
        return database.rows("select state from transaction.payments").get(0);
    }

    private void settleAfter(Duration wait) {
        clock.advance(wait);
        sessions.settlePayments();
    }

    @Test
    void whatASessionCostIsTakenOnceWhenItIsOver() {
        var reserved = reserved();
        var offer = sessions.ask(PaymentEndpoints.GET_PAYMENT_SESSION, new GetPaymentSession(reserved.transactionID()));
        assertThat(offer.clientToken()).isEqualTo("a.long.token-1");
        assertThat(offer.sessionID()).isEqualTo("session-1");

        assertThat(begin(reserved, "authorization").state()).isEqualTo(TransactionState.REQUESTED);
        assertThat(klarna.only().amount).isEqualTo(30_000);
        assertThat(klarna.only().reference).isEqualTo("flexicharge-" + reserved.transactionID());
        charger.start(reserved.idTag(), 0L);
        sessions.settlePayments();
        assertThat(klarna.only().captured).isZero();

        charger.stop((long) reserved.transactionID(), null, 5000L);
        sessions.settlePayments();
        settleAfter(Duration.ofHours(1));

        assertThat(klarna.only().captured).isEqualTo(1250);
        assertThat(klarna.only().captures()).isEqualTo(1);
        var paid = shown(reserved.transactionID());
        assertThat(paid.isPaid()).isTrue();
        assertThat(paid.paymentID()).isEqualTo("order-1");
        assertThat(paid.paymentMethod()).isEqualTo("klarna");
        assertThat(database.rows("select what from transaction.audit order by id"))
                .containsExactly("paymentOpened", "paymentOrdered", "paymentCaptured");
    }

    @Test
    void repeatedRequestsMakeOneOfferAndOneOrder() {
        var first = reserved();
        var again = reserved();
        assertThat(again.transactionID()).isEqualTo(first.transactionID());
        assertThat(klarna.times("session")).isEqualTo(1);

        begin(first, "authorization");
        begin(first, "authorization");
        assertThat(klarna.orders).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, klarnaUnableToCreateSession",
        "UNKNOWN_LOGIN, klarnaNotAuthorized",
        "BROKEN, klarnaError",
        "LATE_ANSWER, klarnaError"
    })
    void withoutAnOfferThereIsNoHold(Mishap mishap, String code) {
        klarna.next("session", mishap);

        var refusal = sessions.refusal(TransactionEndpoints.RESERVE, wanted());

        assertThat(refusal.reason()).isEqualTo(Reason.REJECTED);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.getMessage()).doesNotContain("hunter2");
        assertThat(database.rows("select state from transaction.transactions")).containsExactly("failed");
        assertThat(reserved().state()).isEqualTo(TransactionState.RESERVED);
    }

    @Test
    void withoutAHoldThereIsNoOffer() {
        sessions.registry.refuseHolds(Reason.CONFLICT, "Occupied");

        assertThat(sessions.refusal(TransactionEndpoints.RESERVE, wanted()).code())
                .isEqualTo("couldNotReserveCharger");

        assertThat(database.rows("select state from transaction.transactions")).containsExactly("failed");
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, klarnaInvalidDataInRequest",
        "UNKNOWN_LOGIN, klarnaNotAuthorized",
        "BROKEN, klarnaUnableToCreateOrder",
        "LOST_ANSWER, klarnaUnableToCreateOrder"
    })
    void withoutAnOrderTheChargerHearsNothingAndItCanBeTriedAgain(Mishap mishap, String code) {
        var reserved = reserved();
        klarna.next("order", mishap);

        var refusal = refusedStart(reserved, "authorization");

        assertThat(refusal.reason()).isEqualTo(Reason.REJECTED);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(sessions.chargers.startsAsked).isEmpty();
        assertThat(shown(reserved.transactionID()).state()).isEqualTo(TransactionState.RESERVED);

        assertThat(begin(reserved, "authorization").state()).isEqualTo(TransactionState.REQUESTED);
        assertThat(klarna.orders).hasSize(1);
    }

    @Test
    void startsAtOnceMakeOneOrderAndTheMoneyIsTaken() {
        var reserved = reserved();
        var attempts = Stream.generate(() -> CompletableFuture.runAsync(() -> startedOrRefused(reserved)))
                .limit(4)
                .toList();
        attempts.forEach(CompletableFuture::join);

        assertThat(begin(reserved, "authorization").state()).isEqualTo(TransactionState.REQUESTED);
        assertThat(klarna.times("order")).isEqualTo(1);
        assertThat(state()).isEqualTo("ordered");
    }

    private void startedOrRefused(Transaction reserved) {
        try {
            begin(reserved, "authorization");
        } catch (AssertionError refused) {
            assertThat(refused.getCause()).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void anotherAuthorizationWaitsUntilItIsKnownWhatBecameOfTheFirst() {
        var reserved = reserved();
        klarna.next("order", Mishap.LOST_ANSWER);
        assertThat(refusedStart(reserved, "first").code()).isEqualTo("klarnaUnableToCreateOrder");

        assertThat(begin(reserved, "second").state()).isEqualTo(TransactionState.REQUESTED);

        assertThat(klarna.orders).as("the first one was made, and is used").hasSize(1);
        assertThat(state()).isEqualTo("ordered");
    }

    @Test
    void whoeverStartsByInvoiceAfterAnUnclearOrderPaysByInvoiceOnly() {
        var reserved = reserved();
        klarna.next("order", Mishap.LOST_ANSWER);
        refusedStart(reserved, "authorization");
        sessions.ask(TransactionEndpoints.START, new UserSessions.Start(ANNA, reserved.transactionID()));
        charger.start(reserved.idTag(), 0L);
        charger.stop((long) reserved.transactionID(), null, 5000L);

        settleAfter(Duration.ofMinutes(2));
        sessions.settlePayments();

        assertThat(klarna.only().status).isEqualTo("CANCELLED");
        assertThat(klarna.only().captured).isZero();
        assertThat(shown(reserved.transactionID()).paymentMethod()).isEqualTo("invoice");
        assertThat(invoiced()).isEqualTo(1);
    }

    @Test
    void whatIsSeenAsFraudStartsNothing() {
        var reserved = reserved();

        assertThat(refusedStart(reserved, "fraud").code()).isEqualTo("klarnaInvalidDataInRequest");
        assertThat(sessions.chargers.startsAsked).isEmpty();
    }

    private Refusal refusedStart(Transaction reserved, String authorizationToken) {
        return sessions.refusal(
                TransactionEndpoints.START, new UserSessions.Start(ANNA, reserved.transactionID(), authorizationToken));
    }

    @Test
    void anAppThatBringsNoTokenLetsThePersonPayByInvoice() {
        var reserved = reserved();
        sessions.ask(TransactionEndpoints.START, new UserSessions.Start(ANNA, reserved.transactionID()));
        charger.start(reserved.idTag(), 0L);
        charger.stop((long) reserved.transactionID(), null, 5000L);
        settleAfter(Duration.ofHours(1));

        assertThat(klarna.orders).isEmpty();
        var over = shown(reserved.transactionID());
        assertThat(over.paymentMethod()).isEqualTo("invoice");
        assertThat(over.isPaid()).isFalse();
        assertThat(invoiced()).isEqualTo(1);
    }

    /** @return how many invoices were made */
    private int invoiced() {
        return sessions.ask(InvoiceEndpoints.MAKE_INVOICES, new MakeInvoices("anna", "2026-11", "2026-11"))
                .created();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mishap.class,
            names = {"BROKEN", "UNKNOWN_LOGIN", "LOST_ANSWER", "REFUSED"})
    void aCaptureThatWentWrongIsMadeUpForAndMoneyIsTakenOnce(Mishap mishap) {
        int id = charged(5000);
        klarna.next("capture", mishap);
        sessions.settlePayments();
        assertThat(shown(id).isPaid()).isFalse();
        assertThat(shown(id).state()).isEqualTo(TransactionState.ENDED);
        assertThat(invoiced())
                .as("what is about to be paid by card is on no invoice")
                .isZero();

        settleAfter(Duration.ofSeconds(13));

        assertThat(shown(id).isPaid()).isTrue();
        assertThat(klarna.only().captured).isEqualTo(1250);
        assertThat(klarna.only().captures()).isEqualTo(1);
    }

    @Test
    void aProviderThatIsAwayForDaysGetsItsTurnAndIsNotAskedAllTheTime() {
        int id = charged(5000);
        for (int i = 0; i < 12; i++) {
            klarna.next("get", Mishap.BROKEN);
        }
        for (int minute = 0; minute < 60; minute++) {
            settleAfter(Duration.ofMinutes(1));
        }
        assertThat(klarna.times("get")).as("10 s, 20 s, 40 s, … apart").isBetween(6L, 12L);

        for (int hour = 0; hour < 72; hour++) {
            settleAfter(Duration.ofHours(1));
        }

        assertThat(shown(id).isPaid()).isTrue();
    }

    @Test
    void whatAProcessTookBeforeItDiedIsSeenByTheNext() {
        int id = charged(5000);
        klarna.only().captured = 1250;
        klarna.only().status = "CAPTURED";
        sessions.close();
        sessions = process(FakeKlarna.LOGIN);

        sessions.settlePayments();

        assertThat(shown(id).isPaid()).isTrue();
        assertThat(klarna.times("capture")).isZero();
    }

    @Test
    void aProcessThatDiedBetweenStopAndCaptureForgetsNothing() {
        int id = charged(5000);
        sessions.close();
        sessions = process(FakeKlarna.LOGIN);

        sessions.settlePayments();

        assertThat(shown(id).isPaid()).isTrue();
        assertThat(klarna.only().captures()).isEqualTo(1);
    }

    @Test
    void twoProcessesTakeTheMoneyOnce() {
        int id = charged(5000);
        try (var other = process(FakeKlarna.LOGIN)) {
            var both = CompletableFuture.allOf(
                    CompletableFuture.runAsync(sessions::settlePayments),
                    CompletableFuture.runAsync(other::settlePayments));
            both.join();
        }

        assertThat(shown(id).isPaid()).isTrue();
        assertThat(klarna.times("capture")).isEqualTo(1);
    }

    @Test
    void moreThanWasHeldIsTakenIfTheProviderGrantsIt() {
        int id = charged(200_000);

        sessions.settlePayments();

        assertThat(klarna.only().captured).isEqualTo(50_000);
        assertThat(shown(id).isPaid()).isTrue();
    }

    @Test
    void moreThanIsGrantedIsPaidByInvoiceAllOfIt() {
        klarna.grantsMore = false;
        int id = charged(200_000);

        sessions.settlePayments();

        assertThat(klarna.only().captured).isZero();
        assertThat(klarna.only().status).isEqualTo("CANCELLED");
        assertThat(shown(id).paymentMethod()).isEqualTo("invoice");
        assertThat(shown(id).isPaid()).isFalse();
        assertThat(state()).isEqualTo("failed");
        assertThat(invoiced()).isEqualTo(1);
    }

    @Test
    void whatCostNothingIsLetGo() {
        charged(0);

        sessions.settlePayments();

        assertThat(klarna.only().status).isEqualTo("CANCELLED");
        assertThat(state()).isEqualTo("cancelled");
    }

    @Test
    void aSessionThatNeverBeganIsLetGo() {
        var reserved = reserved();
        begin(reserved, "authorization");
        sessions.ask(TransactionEndpoints.STOP, new UserSessions.Stop(ANNA, reserved.transactionID()));

        sessions.settlePayments();

        assertThat(klarna.only().status).isEqualTo("CANCELLED");
        assertThat(klarna.times("capture")).isZero();
    }

    @Test
    void anOrderWhoseAnswerWasLostIsFoundAndLetGoWhenThePersonGaveUp() {
        var reserved = reserved();
        klarna.next("order", Mishap.LOST_ANSWER);
        refusedStart(reserved, "authorization");
        assertThat(klarna.orders).hasSize(1);
        sessions.ask(TransactionEndpoints.STOP, new UserSessions.Stop(ANNA, reserved.transactionID()));

        settleAfter(Duration.ofMinutes(2));
        sessions.settlePayments();

        assertThat(klarna.only().status).isEqualTo("CANCELLED");
        assertThat(state()).isEqualTo("cancelled");
    }

    @Test
    void whatWasPaidInAnotherWayMeanwhileIsNotTakenToo() {
        int id = charged(5000);
        sessions.ask(TransactionEndpoints.UPDATE_TRANSACTION_PAYMENT, new UpdateTransactionPayment(id, "cash", true));

        sessions.settlePayments();

        assertThat(klarna.only().captured).isZero();
        assertThat(klarna.only().status).isEqualTo("CANCELLED");
        assertThat(shown(id).paymentID()).isEqualTo("cash");
        assertThat(database.rows("select what from transaction.audit")).contains("paymentTold");
    }

    @Test
    void figuresThatWereGuessedAreTakenAfterADay() {
        int id = charged(5000);
        database.execute("update transaction.transactions set estimated = true, ended_by = 'server'");
        settleAfter(Duration.ofHours(23));
        assertThat(klarna.only().captured).isZero();

        settleAfter(Duration.ofHours(2));

        assertThat(shown(id).isPaid()).isTrue();
    }

    @Test
    void aChargerThatRefusesToStartKeepsTheOrderForTheNextTry() {
        var reserved = reserved();
        sessions.chargers.start = asked -> Future.succeededFuture(FakeChargers.REJECTED);
        assertThat(refusedStart(reserved, "authorization").code()).isEqualTo("couldNotStartTransaction");

        sessions.chargers.start = asked -> Future.succeededFuture(FakeChargers.ACCEPTED);
        assertThat(begin(reserved, "authorization").state()).isEqualTo(TransactionState.REQUESTED);
        assertThat(klarna.orders).hasSize(1);
    }

    @Test
    void aWrongLoginIsToldAndNothingOfItIsShown() {
        sessions.close();
        sessions = process("shop:wrong");
        charger = newCharger();

        var refusal = sessions.refusal(TransactionEndpoints.RESERVE, wanted());

        assertThat(refusal.code()).isEqualTo("klarnaNotAuthorized");
        assertThat(refusal.getMessage()).doesNotContain("wrong");
    }
}
