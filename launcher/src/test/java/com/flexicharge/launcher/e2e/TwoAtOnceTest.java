package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.launcher.e2e.RunningServer.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people want one charger, two chargers start in one instant, one app asks twice. */
@ExtendWith(RunningServerExtension.class)
class TwoAtOnceTest {
    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
    }

    @Test
    void theSecondPersonIsToldThatTheChargerIsTakenAndTheFirstStaysServed() {
        try (var charger = new FlexiChargeFirmware(server, "abc111")) {
            charger.boot();
            var first = reserveLater("alice", 100001);
            var reserveNow = charger.serverCall("ReserveNow");
            var whileAsked = server.post("/transactions", server.token("bob"), "{\"connectorID\":100001}");
            charger.accept(reserveNow);
            var afterwards = server.post("/transactions", server.token("bob"), "{\"connectorID\":100001}");

            assertThat(first.join().status()).isEqualTo(201);
            for (var second : List.of(whileAsked, afterwards)) {
                assertThat(second.status()).isEqualTo(409);
                assertThat(second.body().get("code").asText()).isEqualTo("couldNotReserveCharger");
            }
            assertThat(charger.socket().unread())
                    .as("the charger hears of the first only")
                    .isZero();
            assertThat(openRows(100001)).containsExactly("alice|reserved");
        }
    }

    @Test
    void whenBothAskInTheSameInstantExactlyOneIsServed() {
        try (var charger = new FlexiChargeFirmware(server, "abc112")) {
            charger.boot();
            var asked = IntStream.range(0, 8)
                    .mapToObj(i -> reserveLater("user" + i, 100002))
                    .toList();
            charger.accept(charger.serverCall("ReserveNow"));

            assertThat(asked.stream().map(CompletableFuture::join).map(Answer::status))
                    .containsOnlyOnce(201)
                    .containsOnly(201, 409);
            assertThat(openRows(100002)).hasSize(1);
        }
    }

    @Test
    void anAppThatAsksTwiceHoldsOneSession() {
        try (var charger = new FlexiChargeFirmware(server, "abc113")) {
            charger.boot();
            var first = reserveLater("alice", 100003);
            charger.accept(charger.serverCall("ReserveNow"));
            int id = first.join().body().get("transactionID").asInt();

            var again = server.post("/transactions", server.token("alice"), "{\"connectorID\":100003}");

            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body().get("transactionID").asInt()).isEqualTo(id);
            assertThat(charger.socket().unread()).isZero();
        }
    }

    @Test
    void twoChargersThatStartInTheSameInstantGetASessionEach() {
        try (var one = new FlexiChargeFirmware(server, "abc114");
                var other = new FlexiChargeFirmware(server, "abc115")) {
            one.boot();
            other.boot();

            var first = CompletableFuture.supplyAsync(() -> one.startTransaction("0"));
            var second = CompletableFuture.supplyAsync(() -> other.startTransaction("0"));

            assertThat(first.join()).isNotEqualTo(second.join());
            one.stopTransaction("100", "Local");
            other.stopTransaction("200", "Local");
            assertThat(server.database()
                            .rows("select connector_id, transaction_id, energy_wh from transaction.transactions"
                                    + " where connector_id in (100004, 100005) order by 1"))
                    .containsExactly("100004|" + first.join() + "|100", "100005|" + second.join() + "|200");
        }
    }

    @Test
    void oneChargersGoodbyeIsNothingToTheOthers() {
        try (var staying = new FlexiChargeFirmware(server, "abc117")) {
            staying.boot();
            int id = staying.startTransaction("0");
            var leaving = new FlexiChargeFirmware(server, "abc116");
            leaving.boot();
            leaving.startTransaction("0");
            leaving.socket().abort();

            staying.meterValues(50, 7000, 500);
            staying.stopTransaction("1000", "Local");

            assertThat(server.database()
                            .rows("select state, energy_wh from transaction.transactions where transaction_id = " + id))
                    .containsExactly("ended|1000");
            assertThat(server.database().rows("select state from transaction.transactions where connector_id = 100006"))
                    .as("it may come back")
                    .containsExactly("active");
        }
    }

    private static CompletableFuture<Answer> reserveLater(String userID, int connectorID) {
        return CompletableFuture.supplyAsync(
                () -> server.post("/transactions", server.token(userID), "{\"connectorID\":" + connectorID + "}"));
    }

    private static List<String> openRows(int connectorID) {
        return server.database()
                .rows("select user_id, state from transaction.transactions where state <> 'failed' and connector_id = "
                        + connectorID);
    }
}
