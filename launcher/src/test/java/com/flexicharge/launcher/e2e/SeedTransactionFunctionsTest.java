package com.flexicharge.launcher.e2e;

import static com.flexicharge.shared.contract.transaction.TransactionEndpoints.ADD_TRANSACTION;
import static com.flexicharge.shared.contract.transaction.TransactionEndpoints.CLOSE;
import static com.flexicharge.shared.contract.transaction.TransactionEndpoints.GET_TRANSACTION;
import static com.flexicharge.shared.contract.transaction.TransactionEndpoints.GET_TRANSACTIONS_FOR_CHARGER;
import static com.flexicharge.shared.contract.transaction.TransactionEndpoints.GET_TRANSACTIONS_FOR_USER;
import static com.flexicharge.shared.contract.transaction.TransactionEndpoints.UPDATE_TRANSACTION_METER;
import static com.flexicharge.shared.contract.transaction.TransactionEndpoints.UPDATE_TRANSACTION_PAYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.AddTransaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetTransaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetTransactionsForCharger;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetTransactionsForUser;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.UpdateTransactionMeter;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.UpdateTransactionPayment;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The six functions the first backend had on its transactions, each with its answers and its refusals, over the bus. */
@ExtendWith(RunningServerExtension.class)
class SeedTransactionFunctionsTest {
    private static final int NONE = 424242;
    private static final Caller ADMIN = new Caller("olga", Role.ADMIN);

    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @SuppressWarnings("NullAway.Init")
    static BusCaller bus;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
        bus = new BusCaller(server.process().bus());
    }

    @Test
    void addTransactionWithAMeterValueBeginsASession() {
        int id = add("alice", 100001, 1500L);

        var running = bus.ask(GET_TRANSACTION, new GetTransaction(id));
        assertThat(running.state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(running.userID()).isEqualTo("alice");
        assertThat(running.connectorID()).isEqualTo(100001);
        assertThat(running.meterStart()).isEqualTo(1500);
        assertThat(running.energyWh()).isZero();
        assertThat(add("alice", 100001, 1500L)).as("asked twice").isEqualTo(id);
    }

    @Test
    void addTransactionWithoutAMeterValueReservesOnly() {
        int id = add("alice", 100002, null);

        var reserved = bus.ask(GET_TRANSACTION, new GetTransaction(id));
        assertThat(reserved.state()).isEqualTo(TransactionState.RESERVED);
        assertThat(reserved.meterStart()).isNull();
        assertThat(add("alice", 100002, null)).as("asked twice").isEqualTo(id);
    }

    @Test
    void addTransactionTakesANumberAsAUsersName() {
        int id = add("4711", 100003, 0L);

        assertThat(bus.ask(GET_TRANSACTION, new GetTransaction(id)).userID()).isEqualTo("4711");
    }

    @Test
    void addTransactionRefusesWhatIsMalformedUnknownOrTaken() {
        assertThat(refusedAdd("", 100004, 0L)).isEqualTo("INVALID invalidUserID");
        assertThat(refusedAdd("u".repeat(65), 100004, 0L)).isEqualTo("INVALID invalidUserID");
        assertThat(refusedAdd("alice", 0, 0L)).isEqualTo("INVALID invalidConnectorID");
        assertThat(refusedAdd("alice", 100004, -1L)).isEqualTo("INVALID invalidMeterValue");
        assertThat(refusedAdd("", 0, -1L).split(" "))
                .as("all faults at once")
                .containsExactlyInAnyOrder("INVALID", "invalidUserID", "invalidConnectorID", "invalidMeterValue");
        assertThat(refusedAdd("alice", NONE, 0L)).isEqualTo("NOT_FOUND dbForeignKeyConstraintError");

        add("alice", 100004, 0L);
        assertThat(refusedAdd("bob", 100004, 0L)).isEqualTo("CONFLICT couldNotReserveCharger");
        assertThat(refusedAdd("bob", 100004, null)).isEqualTo("CONFLICT couldNotReserveCharger");
    }

    @Test
    void getTransactionAnswersWithTheTransactionOrSaysThatThereIsNone() {
        int id = add("alice", 100005, 0L);

        assertThat(bus.ask(GET_TRANSACTION, new GetTransaction(id)).transactionID())
                .isEqualTo(id);
        assertThat(bus.refusal(GET_TRANSACTION, new GetTransaction(0))).isEqualTo("INVALID invalidTransactionId");
        assertThat(bus.refusal(GET_TRANSACTION, new GetTransaction(NONE))).isEqualTo("NOT_FOUND transactionNotFound");
    }

    @Test
    void getTransactionsForUserAndForChargerAnswerWithMaybeNoneInTheOrderAndNumberAskedFor() {
        int first = add("erin", 100006, 0L);
        close(first);
        int second = add("erin", 100006, 100L);
        close(second);
        int third = add("frank", 100006, 200L);

        assertThat(forUser("erin", PageRequest.EVERYTHING)).containsExactly(first, second);
        assertThat(forUser("nobody", PageRequest.EVERYTHING)).isEmpty();
        assertThat(forUser("erin", new PageRequest(1, true, null))).containsExactly(second);
        assertThat(forUser("erin", new PageRequest(1, true, (long) second))).containsExactly(first);
        assertThat(forCharger(100006, PageRequest.EVERYTHING)).containsExactly(first, second, third);
        assertThat(forCharger(100006, new PageRequest(2, true, null))).containsExactly(third, second);
        assertThat(forCharger(NONE, PageRequest.EVERYTHING)).isEmpty();
    }

    @Test
    void updateTransactionPaymentWritesDownHowItWasPaid() {
        int id = add("alice", 100007, 0L);

        var paid = bus.ask(UPDATE_TRANSACTION_PAYMENT, new UpdateTransactionPayment(id, "order-7", true));
        assertThat(paid.paymentID()).isEqualTo("order-7");
        assertThat(paid.isPaid()).isTrue();
        var takenBack = bus.ask(UPDATE_TRANSACTION_PAYMENT, new UpdateTransactionPayment(id, "815", false));
        assertThat(takenBack.paymentID()).isEqualTo("815");
        assertThat(takenBack.isPaid()).isFalse();

        assertThat(bus.refusal(UPDATE_TRANSACTION_PAYMENT, new UpdateTransactionPayment(id, "", true)))
                .isEqualTo("INVALID invalidPaymentID");
        assertThat(bus.refusal(UPDATE_TRANSACTION_PAYMENT, new UpdateTransactionPayment(NONE, "1", true)))
                .isEqualTo("NOT_FOUND transactionNotFound");
    }

    @Test
    void updateTransactionMeterCountsFromTheStartAndEndsNothing() {
        int id = add("alice", 100008, 1000L);

        var updated = bus.ask(UPDATE_TRANSACTION_METER, new UpdateTransactionMeter(id, 3500));
        assertThat(updated.energyWh()).isEqualTo(2500);
        assertThat(updated.priceOre()).as("2.5 kWh at 333 öre").isEqualTo(833);
        assertThat(updated.state()).isEqualTo(TransactionState.ACTIVE);

        assertThat(bus.refusal(UPDATE_TRANSACTION_METER, new UpdateTransactionMeter(id, 999)))
                .isEqualTo("INVALID invalidMeterValue");
        assertThat(bus.refusal(UPDATE_TRANSACTION_METER, new UpdateTransactionMeter(NONE, 1)))
                .isEqualTo("NOT_FOUND transactionNotFound");
        close(id);
        assertThat(bus.refusal(UPDATE_TRANSACTION_METER, new UpdateTransactionMeter(id, 4000)))
                .startsWith("CONFLICT ");
    }

    @Test
    void updateTransactionMeterRefusesAValueBelowTheStartWhateverTheChargerSpeaks() {
        try (var charger = new FlexiChargeFirmware(server, "abc119")) {
            charger.boot();
            int id = add("alice", 100009, 1000L);

            assertThat(bus.refusal(UPDATE_TRANSACTION_METER, new UpdateTransactionMeter(id, 999)))
                    .isEqualTo("INVALID invalidMeterValue");
        }
    }

    private static int add(String userID, int connectorID, @Nullable Long meterStart) {
        return bus.ask(ADD_TRANSACTION, new AddTransaction(userID, connectorID, meterStart))
                .transactionID();
    }

    private static String refusedAdd(String userID, int connectorID, @Nullable Long meterStart) {
        return bus.refusal(ADD_TRANSACTION, new AddTransaction(userID, connectorID, meterStart));
    }

    private static void close(int id) {
        bus.ask(CLOSE, new UserSessions.Close(ADMIN, id, null, null));
    }

    private static List<Integer> forUser(String userID, PageRequest page) {
        return ids(bus.ask(GET_TRANSACTIONS_FOR_USER, new GetTransactionsForUser(userID, page)));
    }

    private static List<Integer> forCharger(int connectorID, PageRequest page) {
        return ids(bus.ask(GET_TRANSACTIONS_FOR_CHARGER, new GetTransactionsForCharger(connectorID, page)));
    }

    private static List<Integer> ids(UserSessions.Transactions found) {
        return found.transactions().stream().map(Transaction::transactionID).toList();
    }
}
