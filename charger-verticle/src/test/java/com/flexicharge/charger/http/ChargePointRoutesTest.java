package com.flexicharge.charger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.charger.RunningRegistry;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChargePointRoutesTest {
    private RunningRegistry registry;
    private Http http;

    @BeforeAll
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
        http = new Http(registry);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void everybodySeesThePlacesAndWhatIsPaidThere() {
        var second = new JsonObject("""
                {"chargePointID":2,"name":"Nässjö Centralstation","address":"Järnvägsgatan 26",
                 "location":[57.652328901782795,14.694810832097543],"price":333,"klarnaReservationAmount":500}
                """);

        assertThat(http.get("/chargePoints").array()).contains(second);
        assertThat(http.get("/chargePoints/2").object()).isEqualTo(second);
        assertThat(http.get("/chargePoints?limit=1&order=desc").array()).hasSize(1);
    }

    @Test
    void thePlaceTheAdminWebAppMakesHasNoPriceOfItsOwn() {
        var answer = http.asAdmin(
                "POST",
                "/chargePoints/",
                "{\"name\":\"From the web\",\"location\":[57.5,14.25],\"price\":0,\"klarnaReservationAmount\":300}");

        assertThat(answer.status()).isEqualTo(201);
        var id = answer.object().getInteger("chargePointID");
        assertThat(answer.header("location")).isEqualTo("/chargePoints/" + id);
        assertThat(answer.object()).isEqualTo(new JsonObject("""
                                {"chargePointID":%d,"name":"From the web","address":"","location":[57.5,14.25],
                                 "price":333,"klarnaReservationAmount":300}
                                """.formatted(id)));
        assertThat(http.get("/chargePoints").array()).contains(answer.object());
    }

    @Test
    void zeroIsNoPriceAndNullTakesThePriceAway() {
        var path = "/chargePoints/"
                + http.asAdmin("POST", "/chargePoints", "{\"name\":\"Priced\",\"location\":[1,2],\"price\":450}")
                        .object()
                        .getInteger("chargePointID");

        assertThat(priceAfterPut(path, "{\"price\":0,\"name\":\"Still priced\"}"))
                .isEqualTo(450);
        assertThat(priceAfterPut(path, "{\"price\":500}")).isEqualTo(500);
        assertThat(priceAfterPut(path, "{}")).isEqualTo(500);
        assertThat(priceAfterPut(path, "{\"price\":null}")).isEqualTo(333);
        assertThat(http.get(path).object().getString("name")).isEqualTo("Still priced");
    }

    @ParameterizedTest(name = "POST {0} is {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"location\":[1,2]}|400|invalidName",
                "{\"name\":\"\",\"location\":[1,2]}|400|invalidName",
                "{\"name\":\"1234567890123456789012345678901\",\"location\":[1,2]}|400|invalidName",
                "{\"name\":5,\"location\":[1,2]}|400|invalidDataType",
                "{\"name\":\"x\"}|400|invalidCoordinates",
                "{\"name\":\"x\",\"location\":[1,2,3]}|400|invalidCoordinates",
                "{\"name\":\"x\",\"location\":[-91,2]}|400|invalidLatitude",
                "{\"name\":\"x\",\"location\":[1,181]}|400|invalidLongitude",
                "{\"name\":\"x\",\"location\":[1,2],\"address\":7}|400|invalidDataType",
                "{\"name\":\"x\",\"location\":[1,2],\"price\":-1}|400|invalidPrice",
                "{\"name\":\"x\",\"location\":[1,2],\"price\":\"1\"}|400|invalidDataType",
                "{\"name\":\"x\",\"location\":[1,2],\"klarnaReservationAmount\":-1}|400|invalidKlarnaReservationAmount",
                "{\"name\":\"Coop, Forserum\",\"location\":[1,2]}|409|dbUniqueConstraintError"
            })
    void whatIsWrongWithANewPlaceIsSaid(String body, int status, String code) {
        var answer = http.asAdmin("POST", "/chargePoints", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void anAddressHas255CharactersAtMost() {
        var body = new JsonObject()
                .put("name", "Long street")
                .put("location", JsonArray.of(1, 2))
                .put("address", "å".repeat(256));

        assertThat(http.asAdmin("POST", "/chargePoints", body.encode()).code()).isEqualTo("invalidAddress");
        assertThat(http.asAdmin(
                                "POST",
                                "/chargePoints",
                                body.put("address", "å".repeat(255)).encode())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void allFaultsAreSaidAtOnce() {
        var answer =
                http.asAdmin("POST", "/chargePoints", "{\"name\":\"\",\"location\":[91,2],\"price\":-1,\"address\":1}");

        assertThat(answer.object().getJsonArray("errors")).isEqualTo(new JsonArray("""
                                [{"pointer":"/name","code":"invalidName"},
                                 {"pointer":"/location","code":"invalidLatitude"},
                                 {"pointer":"/address","code":"invalidDataType"},
                                 {"pointer":"/price","code":"invalidPrice"}]
                                """));
    }

    @ParameterizedTest(name = "{0} {1} is {3} {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET|/chargePoints/x||400|invalidChargePointID",
                "GET|/chargePoints/4711||404|chargePointNotFound",
                "PUT|/chargePoints/4711|{}|404|chargePointNotFound",
                "PUT|/chargePoints/0|{}|400|invalidChargePointID",
                "PUT|/chargePoints/1|{\"name\":\"Coop, Forserum\"}|409|dbUniqueConstraintError",
                "PUT|/chargePoints/1|{\"price\":-1}|400|invalidPrice",
                "PUT|/chargePoints/1|{\"location\":[1]}|400|invalidCoordinates",
                "DELETE|/chargePoints/4711||404|chargePointNotFound",
                "DELETE|/chargePoints/x||400|invalidChargePointID"
            })
    void whatIsNotThereOrDoesNotFitIsSaid(String method, String path, @Nullable String body, int status, String code) {
        var answer = http.asAdmin(method, path, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"POST, /chargePoints", "PUT, /chargePoints/1", "DELETE, /chargePoints/1"})
    void onlyAdminsMayChangePlaces(String method, String path) {
        assertThat(http.asNobody(method, path, "{}").status()).isEqualTo(401);
        assertThat(http.asUser(method, path, "{}").status()).isEqualTo(403);
    }

    @Test
    void aPlaceGoesWithItsChargersUnlessOneIsInUse() {
        var id = http.asAdmin("POST", "/chargePoints", "{\"name\":\"To go\",\"location\":[1,2]}")
                .object()
                .getInteger("chargePointID");
        var charger = http.asAdmin("POST", "/chargers", "{\"chargePointID\":" + id + ",\"serialNumber\":\"goes-too\"}")
                .object()
                .getInteger("connectorID");

        registry.sessions.begin(charger);
        assertThat(http.asAdmin("DELETE", "/chargePoints/" + id, null).code()).isEqualTo("chargerInUse");

        registry.sessions.end(charger);
        var gone = http.asAdmin("DELETE", "/chargePoints/" + id, null);
        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.body()).isEmpty();
        assertThat(http.get("/chargePoints/" + id).status()).isEqualTo(404);
        assertThat(http.get("/chargers/" + charger).status()).isEqualTo(404);
    }

    private int priceAfterPut(String path, String body) {
        var answer = http.asAdmin("PUT", path, body);
        assertThat(answer.status()).isEqualTo(200);
        return answer.object().getInteger("price");
    }
}
