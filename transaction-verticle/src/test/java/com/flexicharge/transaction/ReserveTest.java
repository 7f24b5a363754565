package com.flexicharge.transaction;

import static com.flexicharge.transaction.RunningSessions.ANNA;
import static com.flexicharge.transaction.RunningSessions.BERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.contract.transaction.ChargerSessions.Authorize;
import com.flexicharge.shared.contract.transaction.IdTagInfo.Status;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.ClearReservation;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.ReservationCleared;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions.Get;
import com.flexicharge.shared.contract.transaction.UserSessions.PaymentMethod;
import com.flexicharge.shared.contract.transaction.UserSessions.Reserve;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class ReserveTest {
    private static int nextCharger = 230_000;

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final int connectorID = nextCharger++;

    ReserveTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
    }

    @BeforeEach
    void knowCharger() {
        sessions.registry.add(connectorID, Protocol.FLEXICHARGE);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void theChargerAcceptsAndTheConnectorIsHeld() {
        var reserved = sessions.reserve(ANNA, connectorID);

        assertThat(reserved.state()).isEqualTo(TransactionState.RESERVED);
        assertThat(reserved.userID()).isEqualTo("anna");
        assertThat(reserved.chargePointName()).isEqualTo("Jönköping University");
        assertThat(reserved.pricePerKwhOre()).isEqualTo(250);
        assertThat(reserved.paymentMethod()).isEqualTo("invoice");
        assertThat(reserved.startAt()).isNull();
        assertThat(reserved.endAt()).isNull();
        assertThat(reserved.percent()).isZero();
        assertThat(sessions.registry.holdsAsked).singleElement().satisfies(hold -> {
            assertThat(hold.transactionID()).isEqualTo(reserved.transactionID());
            assertThat(hold.expiryAt()).isEqualTo("2026-11-22T10:05:00Z");
            assertThat(hold.idTag()).isEqualTo(reserved.idTag());
            assertThat(hold.waitMillis()).isBetween(1, 2000);
        });
    }

    @Test
    void anAccountsTagIsMadeOnceAndKnownToAuthorize() {
        var first = sessions.reserve(ANNA, connectorID);
        sessions.stop(ANNA, first.transactionID());
        var second = sessions.reserve(ANNA, connectorID);

        var idTag = String.valueOf(second.idTag());
        assertThat(idTag).isEqualTo(first.idTag()).matches("FC[A-Z2-7]{18}");
        assertThat(sessions.ask(TransactionEndpoints.AUTHORIZE, new Authorize(idTag))
                        .status())
                .isEqualTo(Status.ACCEPTED);
    }

    @Test
    void theSameUserAgainHasTheSameTransactionAndNothingIsSent() {
        var first = sessions.reserve(ANNA, connectorID);
        var again = sessions.reserve(ANNA, connectorID);

        assertThat(again.transactionID()).isEqualTo(first.transactionID());
        assertThat(sessions.registry.holdsAsked).hasSize(1);
    }

    @Test
    void twentyUsersAtOnceOneGetsIt() {
        var answers = new ArrayList<Future<Transaction>>();
        for (int i = 0; i < 20; i++) {
            var caller = new Caller("user" + i, Role.USER);
            answers.add(sessions.bus.ask(
                    TransactionEndpoints.RESERVE, new Reserve(caller, connectorID, 1, PaymentMethod.KLARNA)));
        }
        var winners = new HashSet<Integer>();
        answers.forEach(answer -> Awaiting.result(answer.onSuccess(won -> winners.add(won.transactionID()))
                .mapEmpty()
                .recover(no -> Future.succeededFuture())
                .map(true)));

        assertThat(winners).hasSize(1);
    }

    @Test
    void anUnknownChargerIsNotFound() {
        assertThat(refused(ANNA, 1, 1)).isEqualTo("NOT_FOUND dbForeignKeyConstraintError");
    }

    @Test
    void anUnknownConnectorIsNotFound() {
        assertThat(refused(ANNA, connectorID, 2)).isEqualTo("NOT_FOUND dbForeignKeyConstraintError");
        assertThat(refused(ANNA, connectorID, 0)).isEqualTo("NOT_FOUND dbForeignKeyConstraintError");
    }

    @Test
    void aChargerThatNoOperatorHasAcceptedIsLikeAnUnknownOne() {
        for (var registration : List.of(Registration.PENDING, Registration.REJECTED)) {
            sessions.registry.add(connectorID, registration);

            assertThat(refused(ANNA, connectorID, 1)).isEqualTo("NOT_FOUND dbForeignKeyConstraintError");
            assertThat(sessions.registry.holdsAsked).isEmpty();
        }
    }

    @Test
    void aHiddenChargerIsForTheSelfTestOnly() {
        sessions.registry.addHidden(connectorID);

        assertThat(refused(ANNA, connectorID, 1)).isEqualTo("NOT_FOUND dbForeignKeyConstraintError");
        var own = sessions.reserve(new Caller("selftest", Role.USER), connectorID);
        assertThat(own.serialNumber()).isEqualTo("selftest");
        assertThat(sessions.refusal(TransactionEndpoints.GET, new Get(RunningSessions.ADMIN, own.transactionID()))
                        .code())
                .isEqualTo("transactionNotFound");

        sessions.ask(TransactionEndpoints.FORGET_SELF_TEST, new TransactionEndpoints.ForgetSelfTest(connectorID));
        assertThat(database.rows("select count(*) from transaction.transactions where hidden"))
                .containsExactly("0");
    }

    @Test
    void whatSomebodyElseHoldsIsAConflict() {
        sessions.reserve(BERT, connectorID);

        assertThat(refused(ANNA, connectorID, 1)).isEqualTo("CONFLICT couldNotReserveCharger");
    }

    @Test
    void whatSomebodyElseUsesIsAConflictUnlessItIsProbablyOver() {
        new ChargerReports(sessions, connectorID, Protocol.FLEXICHARGE).start(null, 0L);
        assertThat(refused(ANNA, connectorID, 1)).isEqualTo("CONFLICT couldNotReserveCharger");

        database.execute("update transaction.transactions set doubt_at = now() where connector_id = " + connectorID);
        assertThat(sessions.reserve(ANNA, connectorID).state()).isEqualTo(TransactionState.RESERVED);
    }

    @Test
    void aHoldThatRanOutStandsInNobodysWay() {
        var old = sessions.reserve(BERT, connectorID);
        sessions.clock.advance(Duration.ofMinutes(5));

        assertThat(sessions.reserve(ANNA, connectorID).userID()).isEqualTo("anna");
        assertThat(sessions.get(old.transactionID()).state()).isEqualTo(TransactionState.EXPIRED);
    }

    @Test
    void occupiedRejectedOfflineAndSilentAreToldApartAndLeaveAFailedRowWithoutAHold() {
        for (var reason : new Reason[] {Reason.CONFLICT, Reason.REJECTED, Reason.OFFLINE, Reason.TIMED_OUT}) {
            sessions.registry.refuseHolds(reason, "no");
            assertThat(refused(ANNA, connectorID, 1)).isEqualTo(reason + " couldNotReserveCharger");
        }

        assertThat(database.rows(
                        "select distinct state from transaction.transactions where connector_id = " + connectorID))
                .containsExactly("failed");
        await().untilAsserted(
                        () -> assertThat(sessions.registry.unclearHoldsEnded).hasSize(4));
    }

    @Test
    void withoutTheRegistryNothingIsReserved() {
        sessions.registry.away = true;

        assertThat(refused(ANNA, connectorID, 1)).isEqualTo("UNAVAILABLE dbError");
    }

    @Test
    void aReservationWithoutASessionIsForTheTagOfTheAccount() {
        var cleared = clear("anna");
        var reserved = sessions.reserve(ANNA, connectorID);

        assertThat(cleared.idTag()).isEqualTo(reserved.idTag());
        assertThat(clear("anna").idTag()).isEqualTo(reserved.idTag());
    }

    @Test
    void whereSomebodyElseWaitsOrAnybodyChargesNothingIsReserved() {
        var waiting = sessions.reserve(ANNA, connectorID);
        assertThat(refusedToClear("bert")).isEqualTo("CONFLICT couldNotReserveCharger");

        sessions.clock.advance(Duration.ofMinutes(5));
        clear("bert");

        sessions.stop(ANNA, waiting.transactionID());
        new ChargerReports(sessions, connectorID, Protocol.FLEXICHARGE).start(null, 0L);
        database.execute("update transaction.transactions set user_id = 'anna' where connector_id = " + connectorID);
        assertThat(refusedToClear("anna")).isEqualTo("CONFLICT couldNotReserveCharger");
        assertThat(refusedToClear("bert")).isEqualTo("CONFLICT couldNotReserveCharger");

        database.execute("update transaction.transactions set doubt_at = now() where connector_id = " + connectorID);
        clear("anna");
    }

    private ReservationCleared clear(String userID) {
        return sessions.ask(TransactionEndpoints.CLEAR_RESERVATION, new ClearReservation(userID, connectorID, 1));
    }

    private String refusedToClear(String userID) {
        var refusal =
                sessions.refusal(TransactionEndpoints.CLEAR_RESERVATION, new ClearReservation(userID, connectorID, 1));
        return refusal.reason() + " " + refusal.code();
    }

    private String refused(Caller caller, int connectorID, int connector) {
        Refusal refusal = sessions.refusal(
                TransactionEndpoints.RESERVE, new Reserve(caller, connectorID, connector, PaymentMethod.KLARNA));
        return refusal.reason() + " " + refusal.code();
    }
}
