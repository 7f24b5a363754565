package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.launcher.e2e.FlexiChargeFirmware.ServerCall;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The small simulator: no boot, re-uses our ids for its own calls, and storms when a result has three elements. */
@ExtendWith(TestDatabaseExtension.class)
class MinimalSimulatorTest {
    private static final Pattern CALL = Pattern.compile("\\[2,\"([^\"]+)\",\"(\\w+)\",(\\{.*})]");

    @TempDir
    Path folder = Path.of("");

    @Test
    void itRunsAWholeSessionWithoutAChangeOnItsSide(TestDatabase database) {
        try (var server = RunningServer.on(database, folder, Map.of());
                var simulator = TestSocket.connect(server.sockets("/charger/abc117"))) {
            var token = server.token("frank");
            simulator.call(
                    "[2,\"first\",\"StatusNotification\",{\"errorCode\":\"NoError\",\"status\":\"Available\"}]",
                    "[3,\"first\",\"StatusNotification\",{}]");

            var posted = CompletableFuture.supplyAsync(
                    () -> server.post("/transaction", token, "{\"connectorID\":100007,\"paymentType\":\"Invoice\"}"));
            var reserveNow = call(simulator, "ReserveNow");
            simulator.call(
                    "[2,\"second\",\"StatusNotification\",{\"errorCode\":\"NoError\",\"status\":\"Available\"}]",
                    "[3,\"second\",\"StatusNotification\",{}]");
            simulator.send("[3,\"" + reserveNow.uniqueID() + "\",\"ReserveNow\",{\"status\":\"Accepted\"}]");
            int id = posted.join().body().get("transactionID").asInt();

            var started = CompletableFuture.supplyAsync(() -> server.put("/transaction/start/" + id, token, ""));
            var remoteStart = call(simulator, "RemoteStartTransaction");
            simulator.send(
                    "[3,\"" + remoteStart.uniqueID() + "\",\"RemoteStartTransaction\",{\"status\":\"Accepted\"}]");
            simulator.call(
                    "[2,\"" + remoteStart.uniqueID() + "\",\"StartTransaction\",{\"connectorId\":100007,\"idTag\":1,"
                            + "\"meterStart\":1,\"reservationId\":1,\"timestamp\":" + seconds() + "}]",
                    "[3,\"" + remoteStart.uniqueID() + "\",\"StartTransaction\",{\"idTagInfo\":1,\"transactionId\":"
                            + id + "}]");
            assertThat(started.join().body().get("state").asText()).isEqualTo("active");

            var stopped = CompletableFuture.supplyAsync(() -> server.put("/transaction/stop/" + id, token, ""));
            var remoteStop = call(simulator, "RemoteStopTransaction");
            simulator.send("[3,\"" + remoteStop.uniqueID() + "\",\"RemoteStopTransaction\",{\"status\":\"Accepted\"}]");
            simulator.call(
                    "[2,\"" + remoteStop.uniqueID() + "\",\"StopTransaction\",{\"idTag\":1,\"meterStop\":2001,"
                            + "\"timestamp\":" + seconds() + ",\"transactionId\":" + id + ",\"reason\":\"Remote\"}]",
                    "[3,\"" + remoteStop.uniqueID() + "\",\"StopTransaction\",{\"idTagInfo\":1}]");
            assertThat(stopped.join().body().get("energyWh").asInt()).isEqualTo(2000);
            assertThat(database.rows("select state, energy_wh, user_id, payment_method from transaction.transactions"))
                    .containsExactly("ended|2000|frank|invoice");
        }
    }

    private static ServerCall call(TestSocket simulator, String action) {
        String frame = simulator.next();
        var matcher = CALL.matcher(frame);
        assertThat(matcher.matches()).as(frame).isTrue();
        assertThat(matcher.group(2)).isEqualTo(action);
        return new ServerCall(matcher.group(1), action, matcher.group(3));
    }

    private static long seconds() {
        return System.currentTimeMillis() / 1000;
    }
}
