package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.AddTransaction;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the first backend's description promised and no other test shows. */
@ExtendWith(TestDatabaseExtension.class)
class SeedPromisesTest {
    /** Milliseconds between each reading and the first. */
    private static final long[] AFTER_THE_FIRST = {0, 9_999, 10_000, 15_000, 19_999, 20_000};

    @TempDir
    Path folder = Path.of("");

    @Test
    void oldClientsSetAStatusByNumberAndSeeOneBesideTheWord(TestDatabase database) {
        try (var server = RunningServer.on(database, folder, Map.of())) {
            for (var row : List.of("0 Charging 0", "1 Available 1", "2 Reserved 2", "3 Faulted 3")) {
                var columns = row.split(" ");
                var put = server.put("/chargers/100001", server.adminToken(), "{\"status\":" + columns[0] + "}");
                assertThat(put.status()).isEqualTo(200);
                assertThat(put.body().get("status").asText()).isEqualTo(columns[1]);
                assertThat(put.body().get("statusCode").asText()).isEqualTo(columns[2]);
            }
        }
    }

    @Test
    void byDefaultAReadingTenSecondsAfterTheLastStoredOneIsStoredAndEveryReadingIsPassedOn(TestDatabase database) {
        assertThat(storedOf("abc112", 100002, Map.of(), database)).containsExactly("1", "3", "6");
    }

    @Test
    void withoutAnIntervalEveryReadingIsStored(TestDatabase database) {
        assertThat(storedOf("abc113", 100003, Map.of("LIVEMETRICS_DB_UPDATE_INTERVAL", "0"), database))
                .containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void anIntervalIsInMilliseconds(TestDatabase database) {
        assertThat(storedOf("abc114", 100004, Map.of("LIVEMETRICS_DB_UPDATE_INTERVAL", "9999"), database))
                .containsExactly("1", "2", "5");
    }

    /** Sends the n-th reading with n Wh and n percent; each must reach the user. */
    private List<String> storedOf(String serial, int connectorID, Map<String, String> more, TestDatabase database) {
        try (var server = RunningServer.on(database, folder, more);
                var phone = TestSocket.connect(server.sockets("/user/alice?access_token=" + server.token("alice")));
                var charger = new FlexiChargeFirmware(server, serial)) {
            charger.boot();
            int id = new BusCaller(server.process().bus())
                    .ask(TransactionEndpoints.ADD_TRANSACTION, new AddTransaction("alice", connectorID, 0L))
                    .transactionID();
            long first = System.currentTimeMillis();
            var readings =
                    LongStream.of(AFTER_THE_FIRST).map(after -> first + after).toArray();
            for (int i = 0; i < readings.length; i++) {
                String frame = charger.meterValues(readings[i], i + 1, 7000, i + 1);
                assertThat(phone.next()).isEqualTo(frame);
            }
            // The confirmation to a reading that was due came after its commit, so all there will be is there.
            return database.rows(
                    "select energy_wh from livemetrics.readings where transaction_id = " + id + " order by reading_no");
        }
    }
}
