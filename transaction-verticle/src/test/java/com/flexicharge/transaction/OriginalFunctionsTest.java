package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.AddTransaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.CountOpen;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetPrice;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetTransaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetTransactionsForCharger;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetTransactionsForUser;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.UpdateTransactionMeter;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.UpdateTransactionPayment;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The six functions of the first backend, and what the registry asks. */
@ExtendWith(TestDatabaseExtension.class)
class OriginalFunctionsTest {
    private static int nextCharger = 310_000;

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final int connectorID = nextCharger++;

    OriginalFunctionsTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
        sessions.registry.add(connectorID, Protocol.FLEXICHARGE);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void addTransactionWithoutAMeterIsReserved() {
        var id = add("42", null);

        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.RESERVED);
        assertThat(add("42", null)).isEqualTo(id);
        assertThat(sessions.registry.holdsAsked).isEmpty();
    }

    @Test
    void addTransactionWithAMeterIsActive() {
        var id = add("42", 1500L);

        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(sessions.get(id).meterStart()).isEqualTo(1500);
        assertThat(add("42", 1500L)).isEqualTo(id);
        assertThat(refusal("43", 1500L).code()).isEqualTo("couldNotReserveCharger");
    }

    @Test
    void addTransactionWithAMeterIsRefusedWhereADoubtfulSessionStillRuns() {
        add("42", 1500L);
        database.execute("update transaction.transactions set doubt_at = now() where connector_id = " + connectorID);

        var refusal = refusal("43", 2500L);

        assertThat(refusal.reason() + " " + refusal.code()).isEqualTo("CONFLICT couldNotReserveCharger");
    }

    @Test
    void addTransactionRefusesWhatIsNotOne() {
        assertThat(refusal("", -1L).faults())
                .extracting(Refusal.Fault::code)
                .containsExactly("invalidUserID", "invalidMeterValue");
        assertThat(sessions.refusal(TransactionEndpoints.ADD_TRANSACTION, new AddTransaction("42", 1, null))
                        .code())
                .isEqualTo("dbForeignKeyConstraintError");
    }

    @Test
    void getTransactionAndTheListsFindIt() {
        var id = add("user-of-lists", 10L);

        assertThat(sessions.ask(TransactionEndpoints.GET_TRANSACTION, new GetTransaction(id))
                        .transactionID())
                .isEqualTo(id);
        assertThat(sessions.ask(
                                TransactionEndpoints.GET_TRANSACTIONS_FOR_USER,
                                new GetTransactionsForUser("user-of-lists", PageRequest.EVERYTHING))
                        .transactions())
                .extracting(Transaction::transactionID)
                .containsExactly(id);
        assertThat(sessions.ask(
                                TransactionEndpoints.GET_TRANSACTIONS_FOR_CHARGER,
                                new GetTransactionsForCharger(connectorID, PageRequest.EVERYTHING))
                        .transactions())
                .extracting(Transaction::transactionID)
                .containsExactly(id);
        assertThat(sessions.refusal(TransactionEndpoints.GET_TRANSACTION, new GetTransaction(1))
                        .code())
                .isEqualTo("transactionNotFound");
        assertThat(sessions.refusal(TransactionEndpoints.GET_TRANSACTION, new GetTransaction(0))
                        .code())
                .isEqualTo("invalidTransactionId");
    }

    @Test
    void updateTransactionPaymentNotesIt() {
        var id = add("42", 10L);

        var paid = sessions.ask(
                TransactionEndpoints.UPDATE_TRANSACTION_PAYMENT, new UpdateTransactionPayment(id, "p1", true));

        assertThat(paid.isPaid()).isTrue();
        assertThat(paid.paymentID()).isEqualTo("p1");
        assertThat(sessions.refusal(
                                TransactionEndpoints.UPDATE_TRANSACTION_PAYMENT,
                                new UpdateTransactionPayment(id, " ", true))
                        .code())
                .isEqualTo("invalidPaymentID");
    }

    @Test
    void updateTransactionMeterCountsFromTheStartAndDoesNotEndIt() {
        var id = add("42", 1000L);

        var updated = meter(id, 4200);

        assertThat(updated.energyWh()).isEqualTo(3200);
        assertThat(updated.state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(meterRefusal(1, 5).code()).isEqualTo("transactionNotFound");
        new ChargerReports(sessions, connectorID, Protocol.FLEXICHARGE).stop(null, null, 5000L);
        assertThat(meterRefusal(id, 5000).code()).isEqualTo("conflict");
    }

    @Test
    void updateTransactionMeterBelowTheStartIsRefused() {
        database.execute(
                "update transaction.transactions set protocol = 'ocpp1.6' where transaction_id = " + add("42", 1000L));
        var id = add("42", 1000L);

        assertThat(meterRefusal(id, 999).code()).isEqualTo("invalidMeterValue");
    }

    @Test
    void aChargerSomebodyUsesOrWaitsForCountsAsOpen() {
        assertThat(open()).isZero();
        add("42", null);
        assertThat(open()).isEqualTo(1);
    }

    @Test
    void thePriceIsTheOwnElseTheSetElseTheConfiguredOne() {
        assertThat(price(null)).isEqualTo(333);
        assertThat(price(120)).isEqualTo(120);
        database.execute("insert into transaction.settings values ('defaultPricePerKwhOre', '275')");
        assertThat(price(null)).isEqualTo(275);
        database.execute("delete from transaction.settings");
    }

    private int add(String userID, @Nullable Long meterStart) {
        return sessions.ask(TransactionEndpoints.ADD_TRANSACTION, new AddTransaction(userID, connectorID, meterStart))
                .transactionID();
    }

    private Refusal refusal(String userID, @Nullable Long meterStart) {
        return sessions.refusal(
                TransactionEndpoints.ADD_TRANSACTION, new AddTransaction(userID, connectorID, meterStart));
    }

    private Transaction meter(int transactionID, long meterValue) {
        return sessions.ask(
                TransactionEndpoints.UPDATE_TRANSACTION_METER, new UpdateTransactionMeter(transactionID, meterValue));
    }

    private Refusal meterRefusal(int transactionID, long meterValue) {
        return sessions.refusal(
                TransactionEndpoints.UPDATE_TRANSACTION_METER, new UpdateTransactionMeter(transactionID, meterValue));
    }

    private int open() {
        return sessions.ask(TransactionEndpoints.COUNT_OPEN, new CountOpen(connectorID))
                .open();
    }

    private int price(@Nullable Integer ownPriceOre) {
        return sessions.ask(TransactionEndpoints.GET_PRICE, new GetPrice(ownPriceOre))
                .pricePerKwhOre();
    }
}
