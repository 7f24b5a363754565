package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.Location;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {
    private static final int MAX_BYTES = 1024;
    private static final String VALID = "{\"chargePointID\":1,\"serialNumber\":\"abc\"}";
    private static ApiServer server;

    private record Read(
            int chargePointID,
            String serialNumber,
            Optional<Integer> price,
            boolean removesPrice,
            Optional<Boolean> isPaid,
            Optional<Instant> expiryDate,
            Optional<ConnectorStatus> status,
            Optional<Location> location,
            Optional<JsonNode> profile,
            Optional<List<String>> rules) {}

    @BeforeAll
    static void start() {
        var settings = new HttpSettings(List.of("*"), MAX_BYTES, false, Duration.ofSeconds(5));
        server = ApiServer.with(
                settings,
                routes -> routes.post("/things", Access.OPEN, BodiesTest::read)
                        .post("/places", Access.OPEN, x -> {
                            var body = x.body();
                            var location = body.requiredLocation();
                            body.check();
                            return Future.succeededFuture(HttpAnswer.ok(location));
                        })
                        .put("/optional", Access.OPEN, x -> Future.succeededFuture(HttpAnswer.ok(x.json())))
                        .put("/tariffs", Access.OPEN, BodiesTest::readItems)
                        .post("/users", Access.USER, BodiesTest::read));
    }

    private static Future<HttpAnswer> read(HttpExchange exchange) {
        var body = exchange.body();
        var read = new Read(
                body.requiredID("chargePointID", "invalidChargePointID"),
                body.requiredText("serialNumber", 1, 36, "invalidSerialNumber"),
                body.optionalInt("price", 0, 1000, "invalidPrice"),
                body.isNull("price"),
                body.optionalBool("isPaid"),
                body.optionalInstant("expiryDate", "invalidExpiryDate"),
                body.optionalWord("status", ConnectorStatus::ofWord, "invalidStatus", "a status word"),
                body.optionalLocation(),
                body.optionalObject("profile"),
                body.optionalTexts("rules", 2, "invalidRule"));
        body.check();
        return Future.succeededFuture(HttpAnswer.created("/things/1", read));
    }

    private static Future<HttpAnswer> readItems(HttpExchange exchange) {
        var items = exchange.bodyItems(3);
        var prices = items.stream()
                .map(item -> item.requiredInt("price", 0, 1000, "invalidPrice"))
                .toList();
        items.forEach(Body::check);
        return Future.succeededFuture(HttpAnswer.ok(prices));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void allMembersAreReadAndUnknownOnesIgnored() {
        var reply = post("""
                {"chargePointID":7,"serialNumber":"åäö-\\ud83d\\ude00","price":1.0e2,"isPaid":false,"confirmPassword":"x",
                 "expiryDate":"2026-11-22T11:15:30+01:00","status":"SuspendedEV","location":[57.7,14.16],"coordinates":"no",
                 "profile":{"limit":11000,"other":1.50,"big":1e999999999},"rules":["a","b"]}""");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("location")).isEqualTo("/things/1");
        assertThat(reply.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.body())
                .isEqualTo("{\"chargePointID\":7,\"serialNumber\":\"åäö-😀\",\"price\":100,\"removesPrice\":false,"
                        + "\"isPaid\":false,\"expiryDate\":\"2026-11-22T10:15:30.000Z\",\"status\":\"SUSPENDED_EV\","
                        + "\"location\":{\"latitude\":57.7,\"longitude\":14.16},"
                        + "\"profile\":{\"limit\":11000,\"other\":1.50,\"big\":1E+999999999},"
                        + "\"rules\":[\"a\",\"b\"]}");
    }

    @Test
    void anAbsentMemberAndANullOneCanBeToldApart() {
        assertThat(post(VALID).body()).contains("\"price\":null,\"removesPrice\":false");
        assertThat(post(VALID.replace("}", ",\"price\":null}")).body())
                .contains("\"price\":null,\"removesPrice\":true");
    }

    @Test
    void allFaultsAreToldAtOnceInTheOrderOfReading() {
        var reply = post(
                "{\"chargePointID\":\"1\",\"price\":-1,\"isPaid\":\"yes\",\"status\":\"Busy\",\"location\":[91,-181]}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .contains(
                        "\"code\":\"invalidDataType\",\"message\":\"chargePointID must be a whole number."
                                + " serialNumber is missing. price must be between 0 and 1000."
                                + " isPaid must be true or false. status must be a status word."
                                + " location must begin with a latitude between -90 and 90."
                                + " location must end with a longitude between -180 and 180.\"",
                        "\"errors\":[{\"pointer\":\"/chargePointID\",\"code\":\"invalidDataType\"},"
                                + "{\"pointer\":\"/serialNumber\",\"code\":\"invalidSerialNumber\"},"
                                + "{\"pointer\":\"/price\",\"code\":\"invalidPrice\"},"
                                + "{\"pointer\":\"/isPaid\",\"code\":\"invalidDataType\"},"
                                + "{\"pointer\":\"/status\",\"code\":\"invalidStatus\"},"
                                + "{\"pointer\":\"/location\",\"code\":\"invalidLatitude\"},"
                                + "{\"pointer\":\"/location\",\"code\":\"invalidLongitude\"}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "chargePointID":0                  | /chargePointID | invalidChargePointID
            "chargePointID":2147483648         | /chargePointID | invalidChargePointID
            "chargePointID":1e999999999        | /chargePointID | invalidChargePointID
            "chargePointID":1.5                | /chargePointID | invalidDataType
            "chargePointID":1e-999999999       | /chargePointID | invalidDataType
            "chargePointID":true               | /chargePointID | invalidDataType
            "chargePointID":null               | /chargePointID | invalidChargePointID
            "serialNumber":""                  | /serialNumber  | invalidSerialNumber
            "serialNumber":5                   | /serialNumber  | invalidDataType
            "serialNumber":"a\\u0000b"         | /serialNumber  | invalidSerialNumber
            "serialNumber":"1234567890123456789012345678901234567" | /serialNumber | invalidSerialNumber
            "expiryDate":"yesterday"           | /expiryDate    | invalidExpiryDate
            "expiryDate":-1                    | /expiryDate    | invalidExpiryDate
            "expiryDate":253402300800          | /expiryDate    | invalidExpiryDate
            "expiryDate":[]                    | /expiryDate    | invalidDataType
            "location":[1]                     | /location      | invalidCoordinates
            "location":[1,2,3]                 | /location      | invalidCoordinates
            "location":["1",2]                 | /location      | invalidCoordinates
            "location":"1,2"                   | /location      | invalidDataType
            "location":[1e999,2]               | /location      | invalidLatitude
            "coordinates":[1,200]              | /coordinates   | invalidLongitude
            "profile":[]                       | /profile       | invalidDataType
            "rules":"a"                        | /rules         | invalidDataType
            "rules":["a",""]                   | /rules         | invalidRule
            "rules":["a","b","c"]              | /rules         | invalidRule
            """)
    void aValueThatDoesNotFitNamesItsMemberAndCode(String member, String pointer, String code) {
        // The last of two members of one name counts.
        var reply = post(VALID.replace("}", "," + member + "}"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"errors\":[{\"pointer\":\"" + pointer + "\",\"code\":\"" + code + "\"}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"location":[1,2]}                                      | 200
            {"coordinates":[1,2]}                                   | 200
            {"location":null,"coordinates":[1,2]}                   | 200
            {"location":[1,2],"coordinates":[91,2]}                 | 200
            {}                                                      | 400
            {"location":null}                                       | 400
            """)
    void coordinatesAreAnotherNameForLocation(String body, int status) {
        var reply = server.askWithBody(body, "POST /places");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body())
                .contains(status == 200 ? "{\"latitude\":1.0,\"longitude\":2.0}" : "\"code\":\"invalidCoordinates\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"a\":1,}", "{'a':1}", "{}{}", "{} x", "nope", "{\"a\":NaN}", "{\"a\":01}", "\"unended"})
    void whatIsNotJsonIsRefused(String body) {
        var reply = post(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .contains(
                        "\"code\":\"invalidJson\",\"message\":\"The body is not valid JSON.\"",
                        "\"errors\":[{\"pointer\":\"\",\"code\":\"invalidJson\"}]");
    }

    @Test
    void aThousandNestedListsAreRefusedAsJson() {
        var reply = server.askWithBody("[".repeat(MAX_BYTES), "POST /things");

        assertThat(reply.body()).contains("\"code\":\"invalidJson\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"text\"", "null", "true"})
    void jsonThatIsNoObjectIsTheWrongDataType(String body) {
        var reply = post(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":\"invalidDataType\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n", "{}"})
    void anEmptyBodyIsAnEmptyObject(String body) {
        assertThat(server.askWithBody(body, "PUT /optional").body()).isEqualTo("{}");
    }

    @Test
    void aBodyLessRequestMayNameAnyType() {
        var reply = server.ask("PUT /optional", "Content-Type: application/x-www-form-urlencoded");

        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            X-None: 1                                             | 201
            Content-Type: application/json                        | 201
            content-type: APPLICATION/JSON; Charset="UTF-8"       | 201
            Content-Type: application/json;charset=utf8           | 201
            Content-Type: application/merge-patch+json; v=1       | 201
            Content-Type:                                         | 201
            Content-Type: application/json; charset=iso-8859-1    | 415
            Content-Type: text/plain                              | 415
            Content-Type: application/x-www-form-urlencoded       | 415
            Content-Type: multipart/form-data; boundary=x         | 415
            Content-Type: jsonp                                   | 415
            Content-Encoding: gzip                                | 415
            """)
    void onlyJsonIsTaken(String header, int status) {
        var reply = server.askWithBody(VALID, "POST /things", header);

        assertThat(reply.status()).isEqualTo(status);
        if (status == 415) {
            assertThat(reply.body()).contains("\"code\":\"unsupportedMediaType\"", "\"instance\":\"/things\"");
        }
    }

    @Test
    void itemsOfAListAreReadOneByOneAndTellTheirFaultsTogether() {
        assertThat(server.askWithBody("[{\"price\":1},{\"price\":2}]", "PUT /tariffs")
                        .body())
                .isEqualTo("[1,2]");
        assertThat(server.askWithBody("[{\"price\":-1},{\"price\":2},{}]", "PUT /tariffs")
                        .body())
                .contains("\"errors\":[{\"pointer\":\"/0/price\",\"code\":\"invalidPrice\"},"
                        + "{\"pointer\":\"/2/price\",\"code\":\"invalidPrice\"}]");
        assertThat(server.askWithBody("[{},{},{},{}]", "PUT /tariffs").body())
                .contains("\"code\":\"invalidDataType\"", "at most 3 objects");
        assertThat(server.askWithBody("[1]", "PUT /tariffs").body()).contains("\"code\":\"invalidDataType\"");
    }

    @Test
    void aBodyOfExactlyTheLimitIsTakenAndOneByteMoreIsNot() throws IOException {
        try (var wire = server.connect()) {
            var fits = VALID + " ".repeat(MAX_BYTES - VALID.length());

            assertThat(wire.ask(fits, "POST /things").status()).isEqualTo(201);
            var refused = wire.ask(fits + " ", "POST /things");
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.body())
                    .contains("\"code\":\"bodyTooLarge\"", "\"The body is larger than the 1024 bytes allowed.\"");
            assertThat(wire.ask(VALID, "POST /things").status()).isEqualTo(201);
        }
    }

    @Test
    void aBodyOfUnknownLengthIsRefusedAsSoonAsItPassesTheLimitAndTheConnectionLivesOn() throws IOException {
        try (var wire = server.connect()) {
            wire.send(Wire.head("POST /things", "Transfer-Encoding: chunked") + "\r\n");
            wire.send("401\r\n" + " ".repeat(0x401) + "\r\n");
            assertThat(wire.read(false).status()).isEqualTo(413);

            wire.send("5\r\nabcde\r\n0\r\n\r\n");
            assertThat(wire.ask(VALID, "POST /things").status()).isEqualTo(201);
        }
    }

    @Test
    void aClientThatGoesOnSendingAfterItsAnswerLosesTheConnection() throws IOException {
        try (var wire = server.connect()) {
            wire.send(Wire.head("POST /things", "Content-Length: 1000000") + "\r\n");
            assertThat(wire.read(false).status()).isEqualTo(413);

            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aClientIsToldToGoOnOnlyOnceItMay() throws IOException {
        try (var wire = server.connect()) {
            var length = "Content-Length: " + VALID.length();
            wire.send(Wire.head("POST /users", "Expect: 100-continue", length) + "\r\n");
            assertThat(wire.read(false).status()).isEqualTo(401);
        }
        try (var wire = server.connect()) {
            var length = "Content-Length: " + VALID.length();
            wire.send(Wire.head("POST /things", "Expect: 100-continue", length) + "\r\n");
            assertThat(wire.read(false).status()).isEqualTo(100);
            wire.send(VALID);
            assertThat(wire.read(false).status()).isEqualTo(201);
        }
    }

    @Test
    void overHttp2TheSameBodiesAreTakenAndRefused() {
        try (var client = new Http2Client(server)) {
            assertThat(client.status(HttpMethod.POST, "/things", VALID)).isEqualTo(201);
            assertThat(client.status(HttpMethod.POST, "/things", " ".repeat(2000)))
                    .isEqualTo(413);
            assertThat(client.status(HttpMethod.GET, "/nowhere", "")).isEqualTo(404);
            assertThat(client.status(HttpMethod.POST, "/users", VALID)).isEqualTo(401);
            assertThat(client.status(HttpMethod.POST, "/things", VALID)).isEqualTo(201);
        }
    }

    private static Wire.Reply post(String body) {
        return server.askWithBody(body, "POST /things", "Content-Type: application/json");
    }
}
