package com.flexicharge.transaction.http;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static com.flexicharge.transaction.RunningSessions.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.transaction.ChargerReports;
import com.flexicharge.transaction.RunningSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class OperatorRoutesTest {
    private static int nextCharger = 295_000;

    private final RunningSessions sessions;
    private final Http http;
    private final ChargerReports charger;

    OperatorRoutesTest(TestDatabase database) {
        this.sessions = RunningSessions.start(database);
        this.http = new Http(sessions);
        this.charger = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void aPaymentIsNoted() {
        var id = charger.start("CARD1", 0L).transactionID();

        var paid = http.put(ADMIN, "/transactions/" + id + "/payment", "{\"paymentID\":\"klarna-1\"}");

        assertThat(paid.status()).isEqualTo(200);
        assertThat(paid.object().getBoolean("isPaid")).isTrue();
        assertThat(paid.object().getString("paymentID")).isEqualTo("klarna-1");
        assertThat(http.put(ADMIN, "/transactions/" + id + "/payment", "{\"paymentID\":\"\"}")
                        .refusal())
                .isEqualTo("400 invalidPaymentID");
        assertThat(http.put(ADMIN, "/transactions/1/payment", "{\"paymentID\":\"x\"}")
                        .refusal())
                .isEqualTo("404 transactionNotFound");
        assertThat(http.put(ANNA, "/transactions/" + id + "/payment", "{\"paymentID\":\"x\"}")
                        .refusal())
                .isEqualTo("403 insufficientScope");
    }

    @Test
    void aSessionIsClosed() {
        var id = charger.start("CARD1", 1000L).transactionID();
        assertThat(http.post(ADMIN, "/transactions/" + id + "/close", "{\"meterStop\":999}")
                        .refusal())
                .isEqualTo("400 invalidMeterValue");

        var closed = http.post(ADMIN, "/transaction/" + id + "/close", "{\"reason\":\"gone\",\"meterStop\":3000}");

        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.object().getString("stopReason")).isEqualTo("Closed");
        assertThat(closed.object().getInteger("energyWh")).isEqualTo(2000);
        assertThat(http.post(ADMIN, "/transactions/" + id + "/close", null)
                        .object()
                        .getInteger("energyWh"))
                .isEqualTo(2000);
        assertThat(http.post(ADMIN, "/transactions/1/close", null).refusal()).isEqualTo("404 transactionNotFound");
    }

    @Test
    void whatCouldNotBeBookedIsListedAndResolved() {
        charger.stop(0L, null, 500L);
        var list = "/transactions/unmatched?resolved=false&connectorID=" + charger.connectorID();
        var kept = http.get(ADMIN, list).array().getJsonObject(0);
        assertThat(kept.getString("kind")).isEqualTo("StopTransaction");
        assertThat(kept.getString("reason")).isEqualTo("unknownTransaction");
        assertThat(kept.getJsonObject("payload").getInteger("meterStop")).isEqualTo(500);
        assertThat(kept.getString("receivedAt")).isEqualTo("2026-11-22T10:00:00.000Z");
        assertThat(kept.getValue("resolution")).isNull();
        var resolve = "/transactions/unmatched/" + kept.getLong("id") + "/resolve";

        assertThat(http.post(ADMIN, resolve, "{}").refusal()).isEqualTo("400 invalidRequest");
        var resolved = http.post(ADMIN, resolve, "{\"discard\":true,\"note\":\"test\"}");

        assertThat(resolved.object().getString("resolution")).isEqualTo("discarded: test");
        assertThat(http.get(ADMIN, list).array()).isEmpty();
        assertThat(http.post(ADMIN, resolve, "{\"discard\":true}").refusal()).isEqualTo("409 alreadyResolved");
        assertThat(http.get(ANNA, list).refusal()).isEqualTo("403 insufficientScope");
    }
}
