package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.AddTransaction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person sees and stops own sessions only, an operator everybody's. Alice has one that runs. */
@ExtendWith(RunningServerExtension.class)
class OwnThingsTest {
    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    static int alices;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
        alices = new BusCaller(server.process().bus())
                .ask(TransactionEndpoints.ADD_TRANSACTION, new AddTransaction("alice", 100001, 0L))
                .transactionID();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /transactions/ID",
        "PUT, /transactions/start/ID",
        "PUT, /transactions/stop/ID",
        "GET, /transactions/ID/meter-values",
        "GET, /transactions/userTransactions/alice",
        "GET, /transactions?userID=alice"
    })
    void somebodyElsesSessionIsNobodysButItsOwners(String method, String path) {
        var mallorys = server.send(method, path(path), server.token("mallory"), "");
        assertThat(mallorys.status()).isEqualTo(403);
        assertThat(mallorys.body().get("code").asText()).isEqualTo("notOwner");

        var strangers = server.send(method, path(path), null, "");
        assertThat(strangers.status()).isEqualTo(401);
        assertThat(strangers.body().get("code").asText()).isEqualTo("unauthorizedError");
        assertThat(strangers.response().headers().firstValue("www-authenticate"))
                .hasValueSatisfying(scheme -> assertThat(scheme).startsWith("Bearer"));

        assertThat(server.database()
                        .rows("select state from transaction.transactions where transaction_id = " + alices))
                .as("nothing was changed")
                .containsExactly("active");
    }

    @ParameterizedTest
    @CsvSource({
        "/transactions/ID",
        "/transactions/ID/meter-values",
        "/transactions/userTransactions/alice",
        "/transactions?userID=alice"
    })
    void itsOwnerAndAnOperatorSeeIt(String path) {
        assertThat(server.get(path(path), server.token("alice")).status()).isEqualTo(200);
        assertThat(server.get(path(path), server.adminToken()).status()).isEqualTo(200);
    }

    @Test
    void listsHoldOwnSessionsOnly() {
        assertThat(server.get("/transactions", server.token("mallory")).body()).isEmpty();
        assertThat(server.get("/transactions/chargerTransactions/100001", server.token("mallory"))
                        .body())
                .isEmpty();
        assertThat(server.get("/transactions", server.token("alice")).body()).hasSize(1);
        assertThat(server.get("/transactions/chargerTransactions/100001", server.adminToken())
                        .body())
                .hasSize(1);
    }

    @Test
    void aSocketOfReadingsOpensForItsOwnerAndForOperatorsOnly() {
        assertThat(TestSocket.refusal(server.sockets("/user/alice"))).isEqualTo(401);
        assertThat(TestSocket.refusal(server.sockets("/user/alice?access_token=nonsense")))
                .isEqualTo(401);
        assertThat(TestSocket.refusal(server.sockets("/user/alice?access_token=" + server.token("mallory"))))
                .isEqualTo(403);
        assertThat(TestSocket.refusal(server.sockets("/user/alice?access_token=" + server.token("alice2"))))
                .as("who is called nearly alike")
                .isEqualTo(403);
        try (var own = TestSocket.connect(server.sockets("/user/alice?access_token=" + server.token("alice")));
                var operators = TestSocket.connect(server.sockets("/user/alice?access_token=" + server.adminToken()));
                var charger = new FlexiChargeFirmware(server, "abc111")) {
            String frame = charger.meterValues(10, 7000, 100);
            assertThat(own.next()).isEqualTo(frame);
            assertThat(operators.next()).isEqualTo(frame);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /chargers, '{\"chargePointID\":1,\"serialNumber\":\"mine\"}'",
        "PUT, /chargers/100001, '{\"status\":1}'",
        "DELETE, /chargers/100002, ''",
        "POST, /chargePoints, '{\"name\":\"Mine\",\"location\":[0,0]}'",
        "POST, /transactions/ID/close, '{}'",
        "PUT, /transactions/ID/payment, '{\"paymentID\":\"1\"}'",
        "GET, /transactions/unmatched, ''",
        "POST, /transactions/unmatched/1/resolve, '{\"discard\":true}'",
        "GET, /transactions/ID/trail, ''",
        "GET, /transactions/ID/clocks, ''"
    })
    void whatIsForOperatorsIsRefusedToUsers(String method, String path, String body) {
        var answer = server.send(method, path(path), server.token("alice"), body);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().get("code").asText()).isEqualTo("insufficientScope");
        assertThat(server.send(method, path(path), null, body).status()).isEqualTo(401);
    }

    private static String path(String path) {
        return path.replace("ID", Integer.toString(alices)).replace("user" + alices, "userID");
    }
}
