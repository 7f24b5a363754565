package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.http.ConnectionRoutes;
import com.flexicharge.ocpp.http.MessageRoutes;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.http.HttpApi;
import com.flexicharge.shared.http.HttpSettings;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The message log and the record of connections as operators read them. */
@ExtendWith(TestDatabaseExtension.class)
class MessageRoutesTest {
    private static final int ID = 100_001;
    private static final String START =
            "[2,\"s\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"T\",\"meterStart\":0,"
                    + "\"timestamp\":\"2026-01-02T03:04:05Z\"}]";

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestDatabase database;
    private final TestNode node;
    private final String base;

    MessageRoutesTest(TestDatabase database) {
        this.database = database;
        node = new TestNode(database, TestConfig.standard());
        var api = HttpApi.builder(HttpSettings.standard(), node.tokens)
                .mount(routes -> {
                    new MessageRoutes(node.bus).register(routes);
                    new ConnectionRoutes(node.bus, node.clock).register(routes);
                })
                .build();
        base = "http://127.0.0.1:"
                + TestNode.get(node.vertx
                        .createHttpServer()
                        .requestHandler(api.router(node.vertx))
                        .listen(0)
                        .map(HttpServer::actualPort));
    }

    @BeforeEach
    void talk() {
        database.execute("truncate ocpp.messages", "truncate ocpp.connections");
        node.others.charger(ID, "abc");
        var charger = node.booted("abc");
        node.clock.advance(Duration.ofHours(1));
        charger.send(START).next();
        charger.send("[2,\"x\",\"Nonsense\",{\"a\":11.40}]").next();
        await().until(() -> database.rows("select id from ocpp.messages").size() == 6);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private HttpResponse<String> get(String path, Role role) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + node.tokens.mint("somebody", role, Duration.ofHours(1)))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path, e);
        }
    }

    private JsonArray messages(String query) {
        return new JsonArray(
                get("/chargers/100001/messages" + query, Role.ADMIN).body());
    }

    private static List<String> seen(JsonArray messages) {
        return messages.stream()
                .map(JsonObject.class::cast)
                .map(message -> message.getString("direction")
                        + message.getInteger("messageType")
                        + message.getString("messageId"))
                .toList();
    }

    @Test
    void theNewestFrameIsFirst() {
        assertThat(seen(messages(""))).containsExactly("out4x", "in2x", "out3s", "in2s", "out3boot", "in2boot");
        assertThat(seen(messages("?order=asc&limit=2"))).containsExactly("in2boot", "out3boot");
    }

    @Test
    void aFrameIsShownWholeAndItsPayloadAsItWasSent() {
        var body = get("/chargers/100001/messages?messageId=x&direction=in", Role.ADMIN)
                .body();
        var id = new JsonArray(body).getJsonObject(0).getLong("id");
        assertThat(body)
                .isEqualTo("[{\"id\":" + id
                        + ",\"at\":\"2026-01-02T04:04:05.678Z\",\"direction\":\"in\",\"messageType\":2,"
                        + "\"messageId\":\"x\",\"action\":\"Nonsense\",\"payload\":{\"a\":11.40},\"errorCode\":null,"
                        + "\"errorDescription\":null,\"raw\":\"[2,\\\"x\\\",\\\"Nonsense\\\",{\\\"a\\\":11.40}]\","
                        + "\"dialect\":\"ocpp1.6\",\"quirks\":[],\"durationMs\":null}]");

        var refusal = messages("?messageId=x&direction=out").getJsonObject(0);
        assertThat(refusal.getString("errorCode")).isEqualTo("NotImplemented");
        assertThat(refusal.getString("errorDescription")).isEqualTo("Nonsense is no action of OCPP 1.6");
        assertThat(refusal.getString("action")).isEqualTo("Nonsense");
        assertThat(refusal.getInteger("durationMs")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "direction=out, out4x out3s out3boot",
        "action=StartTransaction, out3s in2s",
        "messageType=3, out3s out3boot",
        "messageId=boot, out3boot in2boot",
        "messageId=boot&direction=in, in2boot",
        "transactionID=4711, out3s in2s",
        "transactionID=4712, ''",
        "from=2026-01-02T04:00:00Z, out4x in2x out3s in2s",
        "to=2026-01-02T04:00:00Z, out3boot in2boot",
        "from=2026-01-02T03:04:05.678Z&to=2026-01-02T03:04:05.678Z, ''"
    })
    void everyFilterIsApplied(String query, String expected) {
        assertThat(String.join(" ", seen(messages("?" + query)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direction=up", "messageType=5", "transactionID=0", "from=never", "limit=501", "cursor=x"})
    void aBadFilterIsRefused(String query) {
        var answer = get("/chargers/100001/messages?" + query, Role.ADMIN);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body())
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"))
                .isEqualTo("/query/" + query.substring(0, query.indexOf('=')));
    }

    @Test
    void aLongListGoesOnWhereItWasLeft() {
        var first = get("/chargers/100001/messages?limit=4", Role.ADMIN);
        var link = first.headers().firstValue("Link").orElseThrow();
        var next = get(link.substring(1, link.indexOf('>')), Role.ADMIN);

        assertThat(seen(new JsonArray(next.body()))).containsExactly("out3boot", "in2boot");
        assertThat(next.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void aMaskedFrameHasItsPayloadButNotItsText() {
        node.strict("abc")
                .send("[2,\"d\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":\"-----BEGIN PRIVATE KEY-----\"}]")
                .next();
        await().until(() -> messages("?messageId=d").size() == 2);

        var message = messages("?messageId=d&direction=in").getJsonObject(0);
        assertThat(message.getString("raw")).isNull();
        assertThat(message.getJsonObject("payload").encode()).isEqualTo("{\"vendorId\":\"v\",\"data\":\"***\"}");
    }

    @Test
    void connectionsAreShownOldestFirst() {
        await().until(() -> database.rows("select id from ocpp.connections").size() == 1);
        assertThat(get("/chargers/100001/connections", Role.ADMIN).body())
                .isEqualTo(
                        "[{\"openedAt\":\"2026-01-02T03:04:05.678Z\",\"closedAt\":null,\"node\":\"here\",\"epoch\":1,"
                                + "\"remoteAddress\":\"127.0.0.1\",\"protocol\":\"ocpp1.6\",\"securityProfile\":0,"
                                + "\"closeCode\":null,\"cause\":null,\"closeReason\":null,\"durationSeconds\":null}]");
    }

    @Test
    void theSummaryCountsConnectionsAndTheirEndsByCause() {
        node.strict("abc").close();
        await().until(() -> database.rows("select id from ocpp.connections where cause = 'closedByCharger'")
                        .size()
                == 1);

        assertThat(get("/chargers/100001/connections/summary?since=2026-01-02T04:04:05.678Z", Role.ADMIN)
                        .body())
                .isEqualTo("{\"since\":\"2026-01-02T04:04:05.678Z\",\"flapping\":false,\"connects\":1,"
                        + "\"ends\":{\"closedByCharger\":1}}");
        assertThat(new JsonObject(get("/chargers/100001/connections/summary", Role.ADMIN)
                                .body())
                        .getInteger("connects"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "connections", "connections/summary"})
    void onlyOperatorsMayLookAndOnlyAtChargersThereAre(String list) {
        assertThat(get("/chargers/100001/" + list, Role.USER).statusCode()).isEqualTo(403);
        var unknown = get("/chargers/4/" + list, Role.ADMIN);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(unknown.body()).getString("code")).isEqualTo("chargerNotFound");
        assertThat(get("/chargers/x/" + list, Role.ADMIN).statusCode()).isEqualTo(400);
    }
}
