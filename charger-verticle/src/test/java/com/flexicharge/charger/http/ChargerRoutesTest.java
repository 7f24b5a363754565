package com.flexicharge.charger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.charger.RunningRegistry;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.Admission.Admitted;
import com.flexicharge.shared.contract.charger.Admission.Boot;
import com.flexicharge.shared.contract.charger.Admission.RegisterNewcomer;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.contract.charger.StatusReport;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
class ChargerRoutesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

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
    void aChargerThatNeverConnectedIsShownWhole() {
        var answer = http.get("/chargers/100006");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.object()).isEqualTo(new JsonObject("""
                                {"connectorID":100006,"chargePointID":3,"location":[57.70022044183724,14.475150415104222],
                                 "serialNumber":"abc116","status":"Available","statusCode":1,"connected":false,
                                 "lastSeenAt":null,"protocol":null,"vendor":null,"model":null,"firmwareVersion":null,
                                 "connectors":[]}
                                """));
        assertThat(http.get("/chargers/serial/abc116").object()).isEqualTo(answer.object());
    }

    @Test
    void aChargerAtWorkIsShownWithWhatItTold() {
        var charger = created("at-work");
        var socket = connect("at-work");
        registry.ask(
                ChargerEndpoints.BOOT,
                new Boot(charger, socket.epoch(), "ACME", "One", "1.2.3", null, null, null, null, null, null, NOW));
        report(charger, 1, ConnectorStatus.CHARGING, "NoError", NOW.minusMillis(1500));

        assertThat(http.get("/chargers/" + charger).object()).isEqualTo(new JsonObject("""
                                {"connectorID":%d,"chargePointID":1,"location":[57.777714,14.16301],
                                 "serialNumber":"at-work","status":"Charging","statusCode":0,"connected":true,
                                 "lastSeenAt":"2026-11-22T10:00:00.000Z","protocol":"ocpp1.6","vendor":"ACME","model":"One",
                                 "firmwareVersion":"1.2.3","connectors":[{"connector":1,"status":"Charging",
                                 "errorCode":"NoError","info":null,"vendorErrorCode":null,
                                 "updatedAt":"2026-11-22T09:59:58.500Z"}]}
                                """.formatted(charger)));
    }

    @Test
    void aChargerThatWaitsForAnOperatorIsThereForAdminsOnly() {
        registry.ask(ChargerEndpoints.REGISTER_NEWCOMER, new RegisterNewcomer("parked", Registration.PENDING));
        var waiting = http.asAdmin("GET", "/chargers?registration=pending", "").array();
        assertThat(waiting.size()).isEqualTo(1);
        var charger = waiting.getJsonObject(0);
        assertThat(charger.getString("serialNumber")).isEqualTo("parked");
        assertThat(charger.getString("registration")).isEqualTo("pending");
        var path = "/chargers/" + charger.getInteger("connectorID");

        assertThat(http.get("/chargers?q=parked").array()).isEmpty();
        assertThat(http.get("/chargers?registration=pending").array()).isEmpty();
        assertThat(http.get("/chargers/available?connected=any").array()).doesNotContain(charger);
        assertThat(http.get(path).status()).isEqualTo(404);
        assertThat(http.get("/chargers/serial/parked").status()).isEqualTo(404);
        assertThat(http.asAdmin("GET", path, "").object()).isEqualTo(charger);

        http.asAdmin("PUT", path, "{\"registration\":\"accepted\"}");
        assertThat(http.get(path).object().fieldNames()).doesNotContain("registration");
        http.asAdmin("PUT", path, "{\"registration\":\"rejected\"}");
        assertThat(http.get(path).status()).isEqualTo(404);
        assertThat(http.asAdmin("GET", path, "").object().getString("registration"))
                .isEqualTo("rejected");
    }

    @Test
    void anAdminRegistersAChargerAndSeesItAtOnce() {
        var answer = http.asAdmin(
                "POST", "/chargers/", "{\"chargePointID\":2,\"serialNumber\":\"brand new\",\"location\":[-10.5,20]}");

        assertThat(answer.status()).isEqualTo(201);
        var connectorID = answer.object().getInteger("connectorID");
        assertThat(connectorID).isGreaterThanOrEqualTo(100010);
        assertThat(answer.object().getJsonArray("location")).isEqualTo(JsonArray.of(-10.5, 20.0));
        assertThat(answer.header("location")).isEqualTo("/chargers/" + connectorID);
        assertThat(http.get("/chargers").array()).contains(answer.object());
        assertThat(http.get("/chargers/serial/brand%20new").object()).isEqualTo(answer.object());
    }

    @Test
    void anAdminWhoseAnswerWasLostRegistersTheChargerOnceUnderOneKey() {
        var body = "{\"chargePointID\":1,\"serialNumber\":\"lost-answer\"}";
        var key = Map.of("Idempotency-Key", "register-1");

        var first = http.asAdmin("POST", "/chargers", body, key);
        var again = http.asAdmin("POST", "/chargers/", body, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("location")).isEqualTo(first.header("location"));
        assertThat(http.asAdmin("POST", "/chargers", body, Map.of("Idempotency-Key", "register-2"))
                        .code())
                .isEqualTo("dbUniqueConstraintError");
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|400|invalidChargePointID",
                "{\"chargePointID\":\"1\",\"serialNumber\":\"x\"}|400|invalidDataType",
                "{\"chargePointID\":0,\"serialNumber\":\"x\"}|400|invalidChargePointID",
                "{\"chargePointID\":1}|400|invalidSerialNumber",
                "{\"chargePointID\":1,\"serialNumber\":7}|400|invalidDataType",
                "{\"chargePointID\":1,\"serialNumber\":\"\"}|400|invalidSerialNumber",
                "{\"chargePointID\":1,\"serialNumber\":\"a/b\"}|400|invalidSerialNumber",
                "{\"chargePointID\":1,\"serialNumber\":\"1234567890123456789012345678901234567\"}|400|invalidSerialNumber",
                "{\"chargePointID\":1,\"serialNumber\":\"x\",\"location\":\"here\"}|400|invalidDataType",
                "{\"chargePointID\":1,\"serialNumber\":\"x\",\"location\":[1]}|400|invalidCoordinates",
                "{\"chargePointID\":1,\"serialNumber\":\"x\",\"location\":[91,0]}|400|invalidLatitude",
                "{\"chargePointID\":1,\"serialNumber\":\"x\",\"coordinates\":[0,-180.5]}|400|invalidLongitude",
                "{\"chargePointID\":4711,\"serialNumber\":\"x\"}|404|dbForeignKeyConstraintError",
                "{\"chargePointID\":1,\"serialNumber\":\"abc111\"}|409|dbUniqueConstraintError",
                "{\"chargePointID\":1,\"serialNumber\":\"selftest\"}|409|dbUniqueConstraintError",
                "{not json|400|invalidJson"
            })
    void whatIsWrongWithANewChargerIsSaid(String body, int status, String code) {
        var answer = http.asAdmin("POST", "/chargers", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void allFaultsOfANewChargerAreSaidAtOnce() {
        var answer = http.asAdmin(
                "POST", "/chargers", "{\"chargePointID\":-1,\"serialNumber\":\"a/b\",\"location\":[91,181]}");

        assertThat(answer.object().getJsonArray("errors")).isEqualTo(new JsonArray("""
                                [{"pointer":"/chargePointID","code":"invalidChargePointID"},
                                 {"pointer":"/serialNumber","code":"invalidSerialNumber"},
                                 {"pointer":"/location","code":"invalidLatitude"},
                                 {"pointer":"/location","code":"invalidLongitude"}]
                                """));
    }

    @ParameterizedTest(name = "GET {0} is {1} {2}")
    @CsvSource({
        "/chargers/abc, 400, invalidConnectorID",
        "/chargers/0, 400, invalidConnectorID",
        "/chargers/2147483648, 400, invalidConnectorID",
        "/chargers/424242, 404, chargerNotFound",
        "/chargers/99, 404, chargerNotFound",
        "/chargers/serial/nobody, 404, chargerNotFound",
        "/chargers/serial/selftest, 404, chargerNotFound",
        "/chargers/serial/a%2Fb, 400, invalidSerialNumber",
        "/chargers/serial/1234567890123456789012345678901234567, 400, invalidSerialNumber",
        "/chargers?status=Busy, 400, invalidStatus",
        "/chargers?connected=perhaps, 400, invalidRequest",
        "/chargers?chargePointID=x, 400, invalidChargePointID",
        "/chargers?limit=0, 400, invalidLimit",
        "/chargers?order=up, 400, invalidOrder",
        "/chargers?cursor=x, 400, invalidCursor",
        "/chargers/available?connected=false, 400, invalidRequest"
    })
    void whatCannotBeReadIsSaid(String path, int status, String code) {
        var answer = http.get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void aBadFilterIsPointedTo() {
        assertThat(http.get("/chargers?status=Busy").object().getJsonArray("errors"))
                .isEqualTo(new JsonArray("[{\"pointer\":\"/query/status\",\"code\":\"invalidStatus\"}]"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /chargers",
        "PUT, /chargers/100001",
        "PUT, /chargers/serial/abc111",
        "DELETE, /chargers/100001",
        "PUT, /chargers/100001/credentials",
        "GET, /chargers/100001/statuses"
    })
    void onlyAdminsMayChangeChargersOrSeeTheirHistory(String method, String path) {
        assertThat(http.asNobody(method, path, "{}").status()).isEqualTo(401);
        assertThat(http.asUser(method, path, "{}").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /chargers/%d, {}",
        "DELETE, /chargers/%d, ",
        "PUT, /chargers/%d/credentials, {\"password\":null}",
        "GET, /chargers/%d/statuses, "
    })
    void whatIsNotThereOrHiddenIsNotFound(String method, String path, @Nullable String body) {
        for (var connectorID : List.of(424242, 99)) {
            var answer = http.asAdmin(method, path.formatted(connectorID), body);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("chargerNotFound");
        }
    }

    @Test
    void filtersNarrowTheListAndEmptyIsAnEmptyList() {
        var charger = created("Filter-Me");
        connect("Filter-Me");
        http.asAdmin("PUT", "/chargers/" + charger, "{\"status\":\"Reserved\"}");

        assertThat(ids("/chargers?status=Reserved&connected=true&chargePointID=1&q=filter-m"))
                .containsExactly(charger);
        assertThat(ids("/chargers?q=" + charger)).containsExactly(charger);
        assertThat(ids("/chargers?status=Reserved&connected=false&q=filter-m")).isEmpty();
        assertThat(ids("/chargers?unknown=1&q=filter-m")).containsExactly(charger);
        assertThat(ids("/chargers")).isSorted().doesNotContain(99);
    }

    @Test
    void aListComesInPagesWhenAsked() {
        var first = http.get("/chargers?limit=2&q=abc11");
        assertThat(first.array()).hasSize(2);
        var next = first.header("link").replaceAll("^<(.*)>; rel=\"next\"$", "$1");

        assertThat(ids("/chargers?limit=2&q=abc11")).containsExactly(100001, 100002);
        assertThat(ids(next)).containsExactly(100003, 100004);
        assertThat(ids("/chargers?limit=1&order=desc&q=abc11")).containsExactly(100009);
    }

    @Test
    void availableIsFreeAndConnectedUnlessAnyIsAsked() {
        var charger = created("available");
        assertThat(ids("/chargers/available?connected=true")).doesNotContain(charger);
        assertThat(ids("/chargers/available?connected=any")).contains(charger);

        connect("available");
        assertThat(ids("/chargers/available")).contains(charger);

        http.asAdmin("PUT", "/chargers/" + charger, "{\"status\":\"Charging\"}");
        assertThat(ids("/chargers/available?connected=any")).doesNotContain(charger);
    }

    @ParameterizedTest
    @CsvSource({
        "0, Charging, 0",
        "1, Available, 1",
        "2, Reserved, 2",
        "3, Faulted, 3",
        "\"Unavailable\", Unavailable, 3",
        "\"Preparing\", Preparing, 0",
        "\"2\", Reserved, 2"
    })
    void aStatusIsSetByWordOrOldNumber(String sent, String status, int statusCode) {
        var answer = http.asAdmin("PUT", "/chargers/100002", "{\"status\":" + sent + "}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.object().getString("status")).isEqualTo(status);
        assertThat(answer.object().getInteger("statusCode")).isEqualTo(statusCode);
    }

    @ParameterizedTest(name = "PUT {0} is {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"status\":\"Occupied\"}|400|invalidStatus",
                "{\"status\":4}|400|invalidStatus",
                "{\"status\":1.5}|400|invalidStatus",
                "{\"status\":true}|400|invalidDataType",
                "{\"location\":[0,200]}|400|invalidLongitude",
                "{\"chargePointID\":0}|400|invalidChargePointID",
                "{\"chargePointID\":4711}|404|dbForeignKeyConstraintError",
                "{\"registration\":\"maybe\"}|400|invalidRegistration"
            })
    void whatIsWrongWithAChangeIsSaid(String body, int status, String code) {
        for (var path : List.of("/chargers/100003", "/chargers/serial/abc113")) {
            var answer = http.asAdmin("PUT", path, body);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.code()).isEqualTo(code);
        }
    }

    @Test
    void whatAChangeDoesNotNameStays() {
        var before = http.get("/chargers/100004").object();

        var changed = http.asAdmin(
                "PUT", "/chargers/100004", "{\"location\":[1.5,2.5],\"registration\":\"pending\",\"unknown\":1}");

        assertThat(changed.object())
                .isEqualTo(before.copy().put("location", JsonArray.of(1.5, 2.5)).put("registration", "pending"));
        assertThat(http.asAdmin("PUT", "/chargers/100004", "{}").object()).isEqualTo(changed.object());
    }

    @Test
    void aChargerIsRegisteredByItsIdentityAndChangedTheNextTime() {
        var created = http.asAdmin("PUT", "/chargers/serial/by-identity", "{}");
        var changed = http.asAdmin("PUT", "/chargers/serial/by-identity", "{\"chargePointID\":4}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("location"))
                .isEqualTo("/chargers/" + created.object().getInteger("connectorID"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.object().getInteger("connectorID"))
                .isEqualTo(created.object().getInteger("connectorID"));
        assertThat(changed.object().getInteger("chargePointID")).isEqualTo(4);
        assertThat(http.get("/chargePoints/" + created.object().getInteger("chargePointID"))
                        .object()
                        .getString("name"))
                .isEqualTo("Unassigned");
        assertThat(http.asAdmin("PUT", "/chargers/serial/a%2Fb", "{}").code()).isEqualTo("invalidSerialNumber");
        assertThat(http.asAdmin("PUT", "/chargers/serial/selftest", "{}").code())
                .isEqualTo("dbUniqueConstraintError");
    }

    @Test
    void aRemovedChargerIsGoneUnlessItIsInUse() {
        var charger = created("to-go");
        registry.sessions.begin(charger);
        var inUse = http.asAdmin("DELETE", "/chargers/" + charger, null);
        assertThat(inUse.status()).isEqualTo(409);
        assertThat(inUse.code()).isEqualTo("chargerInUse");

        registry.sessions.end(charger);
        var gone = http.asAdmin("DELETE", "/chargers/" + charger, null);
        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.body()).isEmpty();
        assertThat(http.get("/chargers/" + charger).status()).isEqualTo(404);
        assertThat(http.asAdmin("DELETE", "/chargers/" + charger, null).status())
                .isEqualTo(404);
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"password\":\"0123456789abcdef\",\"securityProfile\":1}|204|",
                "{\"password\":\"30313233343536373839616263646566\"}|204|",
                "{\"password\":null,\"securityProfile\":0}|204|",
                "{}|400|invalidPassword",
                "{\"password\":\"short\"}|400|invalidPassword",
                "{\"password\":12345678901234567}|400|invalidDataType",
                "{\"password\":null,\"securityProfile\":4}|400|invalidSecurityProfile",
                "{\"password\":null,\"securityProfile\":\"1\"}|400|invalidDataType"
            })
    void credentialsAreSetAndNeverShown(String body, int status, @Nullable String code) {
        var answer = http.asAdmin("PUT", "/chargers/100005/credentials", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("0123456789");
        if (code != null) {
            assertThat(answer.code()).isEqualTo(code);
        }
    }

    @Test
    void theHistoryOfStatusesIsShownFilteredAndInPages() {
        var charger = created("with-history");
        report(charger, 1, ConnectorStatus.AVAILABLE, "NoError", NOW.minusSeconds(1));
        report(charger, 2, ConnectorStatus.FAULTED, "GroundFailure", NOW.minusSeconds(1));
        var path = "/chargers/" + charger + "/statuses";

        assertThat(http.asAdmin("GET", path + "?connector=2", null).array()).isEqualTo(new JsonArray("""
                                [{"connector":2,"status":"Faulted","errorCode":"GroundFailure","info":null,"vendorId":null,
                                  "vendorErrorCode":null,"statusAt":"2026-11-22T09:59:59.000Z",
                                  "receivedAt":"2026-11-22T10:00:00.000Z"}]
                                """));
        assertThat(http.asAdmin("GET", path + "?to=2026-11-22T10:00:00Z", null).array())
                .isEmpty();
        var firstPage = http.asAdmin("GET", path + "?limit=1&from=2026-11-22T10:00:00Z", null);
        assertThat(firstPage.array()).hasSize(1);
        var next = firstPage.header("link").replaceAll("^<(.*)>; rel=\"next\"$", "$1");
        assertThat(http.asAdmin("GET", next, null).array().getJsonObject(0).getInteger("connector"))
                .isEqualTo(2);
        var badTime = http.asAdmin("GET", path + "?from=yesterday", null);
        assertThat(badTime.status()).isEqualTo(400);
        assertThat(badTime.code()).isEqualTo("invalidFrom");
        assertThat(http.asAdmin("GET", path + "?connector=-1", null).status()).isEqualTo(400);
    }

    private int created(String serialNumber) {
        return registry.ask(ChargerEndpoints.ADD_CHARGER, new ChargerEndpoints.AddCharger(1, serialNumber, null))
                .connectorID();
    }

    private Admitted connect(String serialNumber) {
        return registry.ask(
                ChargerEndpoints.ADMIT,
                new Admit(serialNumber, Protocol.OCPP_16, "node1", "10.0.0.1:40000", null, null, NOW));
    }

    private void report(int charger, int connector, ConnectorStatus status, String errorCode, Instant statusAt) {
        registry.ask(
                ChargerEndpoints.REPORT_STATUS,
                new StatusReport(
                        charger, connector, status, errorCode, null, null, null, statusAt, statusAt.toString(), NOW));
    }

    private List<Integer> ids(String path) {
        return http.get(path).array().stream()
                .map(charger -> ((JsonObject) charger).getInteger("connectorID"))
                .toList();
    }
}
