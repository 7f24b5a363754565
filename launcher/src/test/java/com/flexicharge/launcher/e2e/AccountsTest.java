package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People with accounts of their own, on the whole server. */
@ExtendWith(RunningServerExtension.class)
class AccountsTest {
    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
    }

    @Test
    void aTokenOfAnAccountOpensOwnThingsInEveryModule() {
        var anna = Person.signUp(server, "anna@example.org");

        assertThat(server.get("/transactions", anna.token()).status()).isEqualTo(200);
        assertThat(server.get("/reservations", anna.token()).status()).isEqualTo(200);
        assertThat(server.get("/id-tags", anna.token()).body().get("code").asText())
                .isEqualTo("insufficientScope");
        assertThat(server.get("/transactions/userTransactions/somebody", anna.token())
                        .body()
                        .get("code")
                        .asText())
                .isEqualTo("notOwner");
        assertThat(TestSocket.refusal(server.sockets("/user/somebody?access_token=" + anna.token())))
                .isEqualTo(403);
        TestSocket.connect(server.sockets("/user/" + anna.userID() + "?access_token=" + anna.token()))
                .close();
    }

    @Test
    void tokensHoldOverARestart() {
        var berit = Person.signUp(server, "berit@example.org");

        server.restart();

        assertThat(server.get("/auth/user-information", berit.token()).status()).isEqualTo(200);
    }

    @Test
    void anAdministratorOfOursRunsTheFleet() {
        server.post("/admin", server.adminToken(), "{\"username\":\"olga@example.org\",\"password\":\"First-1-word\"}");
        server.post(
                "/admin/set-admin-password",
                server.adminToken(),
                "{\"username\":\"olga@example.org\",\"password\":\"Charge-4-me\"}");

        var signedIn = server.send(
                "POST", "/admin/sign-in", null, "{\"username\":\"olga@example.org\",\"password\":\"Charge-4-me\"}");

        var token = signedIn.body().get("accessToken").asText();
        assertThat(server.get("/id-tags", token).status()).isEqualTo(200);
        assertThat(signedIn.body().get("expiresIn").asInt())
                .isEqualTo((int) Duration.ofHours(12).toSeconds());
    }
}
