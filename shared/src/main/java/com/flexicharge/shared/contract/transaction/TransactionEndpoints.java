package com.flexicharge.shared.contract.transaction;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.bus.Topic;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What transaction-verticle answers, and what it tells. */
public interface TransactionEndpoints {
    // The original backend's six functions.

    /** @param meterStart Wh: the session is running; absent: it is reserved only */
    record AddTransaction(
            String userID, int connectorID, @Nullable Long meterStart) {}

    record TransactionAdded(int transactionID) {}

    record GetTransaction(int transactionID) {}

    record GetTransactionsForUser(String userID, PageRequest page) {}

    record GetTransactionsForCharger(int connectorID, PageRequest page) {}

    record UpdateTransactionPayment(int transactionID, String paymentID, boolean isPaid) {}

    /** @param meterValue the meter's total in Wh; does not end the session */
    record UpdateTransactionMeter(int transactionID, long meterValue) {}

    Endpoint<AddTransaction, TransactionAdded> ADD_TRANSACTION =
            Endpoint.of("transaction.addTransaction", AddTransaction.class, TransactionAdded.class);
    Endpoint<GetTransaction, Transaction> GET_TRANSACTION =
            Endpoint.of("transaction.getTransaction", GetTransaction.class, Transaction.class);
    Endpoint<GetTransactionsForUser, UserSessions.Transactions> GET_TRANSACTIONS_FOR_USER = Endpoint.of(
            "transaction.getTransactionsForUser", GetTransactionsForUser.class, UserSessions.Transactions.class);
    Endpoint<GetTransactionsForCharger, UserSessions.Transactions> GET_TRANSACTIONS_FOR_CHARGER = Endpoint.of(
            "transaction.getTransactionsForCharger", GetTransactionsForCharger.class, UserSessions.Transactions.class);
    Endpoint<UpdateTransactionPayment, Transaction> UPDATE_TRANSACTION_PAYMENT =
            Endpoint.of("transaction.updateTransactionPayment", UpdateTransactionPayment.class, Transaction.class);
    Endpoint<UpdateTransactionMeter, Transaction> UPDATE_TRANSACTION_METER =
            Endpoint.of("transaction.updateTransactionMeter", UpdateTransactionMeter.class, Transaction.class);

    // People.

    /** Longer than the longest wait for a charger (60 s), which is part of it. */
    Duration REMOTE_DEADLINE = Duration.ofSeconds(80);

    Endpoint<UserSessions.Reserve, Transaction> RESERVE = Endpoint.of(
                    "transaction.reserve", UserSessions.Reserve.class, Transaction.class)
            .within(REMOTE_DEADLINE);
    Endpoint<UserSessions.Get, Transaction> GET =
            Endpoint.of("transaction.get", UserSessions.Get.class, Transaction.class);
    Endpoint<UserSessions.Start, Transaction> START = Endpoint.of(
                    "transaction.start", UserSessions.Start.class, Transaction.class)
            .within(REMOTE_DEADLINE);
    Endpoint<UserSessions.Stop, Transaction> STOP = Endpoint.of(
                    "transaction.stop", UserSessions.Stop.class, Transaction.class)
            .within(REMOTE_DEADLINE);
    Endpoint<UserSessions.Close, Transaction> CLOSE =
            Endpoint.of("transaction.close", UserSessions.Close.class, Transaction.class);
    Endpoint<UserSessions.Search, UserSessions.Transactions> SEARCH =
            Endpoint.of("transaction.search", UserSessions.Search.class, UserSessions.Transactions.class);
    Endpoint<UserSessions.SearchUnmatched, UserSessions.UnmatchedList> SEARCH_UNMATCHED = Endpoint.of(
            "transaction.searchUnmatched", UserSessions.SearchUnmatched.class, UserSessions.UnmatchedList.class);
    Endpoint<UserSessions.ResolveUnmatched, UserSessions.Unmatched> RESOLVE_UNMATCHED = Endpoint.of(
            "transaction.resolveUnmatched", UserSessions.ResolveUnmatched.class, UserSessions.Unmatched.class);

    /** Fails with {@code NOT_FOUND transactionNotFound}. */
    Endpoint<UserSessions.GetClocks, UserSessions.SessionClocks> GET_CLOCKS =
            Endpoint.of("transaction.getClocks", UserSessions.GetClocks.class, UserSessions.SessionClocks.class);

    /** Fails with {@code NOT_FOUND transactionNotFound}. */
    Endpoint<UserSessions.GetTrail, UserSessions.Trail> GET_TRAIL =
            Endpoint.of("transaction.getTrail", UserSessions.GetTrail.class, UserSessions.Trail.class);

    // Chargers, as ocpp-verticle and livemetrics-verticle ask.

    Endpoint<ChargerSessions.Authorize, IdTagInfo> AUTHORIZE =
            Endpoint.of("transaction.authorize", ChargerSessions.Authorize.class, IdTagInfo.class);
    Endpoint<ChargerSessions.StartSession, ChargerSessions.SessionBegun> START_SESSION = Endpoint.of(
            "transaction.startSession", ChargerSessions.StartSession.class, ChargerSessions.SessionBegun.class);
    Endpoint<ChargerSessions.StopSession, ChargerSessions.SessionOver> STOP_SESSION = Endpoint.of(
            "transaction.stopSession", ChargerSessions.StopSession.class, ChargerSessions.SessionOver.class);
    Endpoint<ChargerSessions.PutAside, Done> PUT_ASIDE =
            Endpoint.of("transaction.putAside", ChargerSessions.PutAside.class, Done.class);
    Endpoint<ChargerSessions.FindSession, ChargerSessions.FoundSession> FIND_SESSION = Endpoint.of(
            "transaction.findSession", ChargerSessions.FindSession.class, ChargerSessions.FoundSession.class);

    // The registry.

    /** @param ownPriceOre the charge point's own price; absent: the price everybody pays now */
    record GetPrice(@Nullable Integer ownPriceOre) {}

    record Price(int pricePerKwhOre) {}

    record CountOpen(int connectorID) {}

    record OpenCount(int open) {}

    record CountSessions() {}

    /**
     * @param open    energy flows, or may
     * @param suspect of those
     */
    record SessionCounts(int open, int suspect) {}

    Endpoint<CountSessions, SessionCounts> COUNT_SESSIONS =
            Endpoint.of("transaction.countSessions", CountSessions.class, SessionCounts.class);

    Endpoint<GetPrice, Price> GET_PRICE = Endpoint.of("transaction.getPrice", GetPrice.class, Price.class);
    Endpoint<CountOpen, OpenCount> COUNT_OPEN = Endpoint.of("transaction.countOpen", CountOpen.class, OpenCount.class);

    /**
     * Somebody is about to reserve a connector, without a session. Refused with {@code CONFLICT couldNotReserveCharger} while somebody
     * else waits there, or anybody charges.
     */
    record ClearReservation(String userID, int connectorID, int connector) {}

    /** @param idTag of the person's account, for which the charger is to keep the connector */
    record ReservationCleared(String idTag, @Nullable String parentIdTag) {}

    Endpoint<ClearReservation, ReservationCleared> CLEAR_RESERVATION =
            Endpoint.of("transaction.clearReservation", ClearReservation.class, ReservationCleared.class);

    // The self-test.

    /** Removes the rows of the self-test's runs. */
    record ForgetSelfTest(int connectorID) {}

    Endpoint<ForgetSelfTest, Done> FORGET_SELF_TEST =
            Endpoint.of("transaction.forgetSelfTest", ForgetSelfTest.class, Done.class);

    // Topics.

    record SessionStarted(ChargerSessions.OpenSession session) {}

    /**
     * A session is over, however it ended.
     *
     * @param meterStop Wh, or the estimate
     * @param stopAt    usable time
     */
    record SessionStopped(
            int transactionID,
            int connectorID,
            int connector,
            Protocol protocol,
            @Nullable String userID,
            long meterStop,
            long energyWh,
            long priceOre,
            String reason,
            Instant stopAt,
            Instant receivedAt) {}

    /** Its state is another one than before, and neither of the two above says so. */
    record SessionChanged(int transactionID) {}

    Topic<SessionChanged> SESSION_CHANGED = new Topic<>("transaction.sessionChanged", SessionChanged.class);
    Topic<SessionStarted> SESSION_STARTED = new Topic<>("transaction.sessionStarted", SessionStarted.class);
    Topic<SessionStopped> SESSION_STOPPED = new Topic<>("transaction.sessionStopped", SessionStopped.class);
}
