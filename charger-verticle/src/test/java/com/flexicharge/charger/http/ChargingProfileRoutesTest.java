package com.flexicharge.charger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.charger.RunningRegistry;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ProfileSet;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChargingProfileRoutesTest {
    private static final String PROFILE =
            "{\"stackLevel\":0,\"chargingProfilePurpose\":\"TxDefaultProfile\",\"chargingProfileKind\":\"Recurring\","
                    + "\"recurrencyKind\":\"Daily\",\"validFrom\":\"2026-01-02T03:04:05.678Z\",\"validTo\":\"2027-01-02T03:04:05\","
                    + "\"chargingSchedule\":{\"duration\":86400,\"startSchedule\":\"2026-01-02T00:00:00+01:00\","
                    + "\"chargingRateUnit\":\"W\",\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":11000,\"numberPhases\":3},"
                    + "{\"startPeriod\":3600,\"limit\":11000.0},{\"startPeriod\":7200,\"limit\":6.10}],\"minChargingRate\":0.1}}";

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
    void aProfileKeepsItsNumbersInTheFormTheyWereEntered() {
        var added = http.asAdmin("POST", "/charging-profiles", body("By night", PROFILE));

        assertThat(added.status()).isEqualTo(201);
        var id = added.object().getInteger("chargingProfileId");
        var text = "{\"chargingProfileId\":%d,\"description\":\"By night\",\"profile\":%s}".formatted(id, PROFILE);
        assertThat(added.body()).isEqualTo(text);
        assertThat(added.header("location")).isEqualTo("/charging-profiles/" + id);
        assertThat(http.asAdmin("GET", "/charging-profiles/" + id, null).body()).isEqualTo(text);
        assertThat(http.asAdmin("GET", "/charging-profiles?description=By%20night", null)
                        .body())
                .isEqualTo("[" + text + "]");
    }

    @Test
    void aProfileIsChangedAndRemoved() {
        var path = add("To change", PROFILE);
        var other = PROFILE.replace("TxDefaultProfile", "TxProfile").replace("11000.0", "8");

        var changed = http.asAdmin("PUT", path, "{\"profile\":" + other + "}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.object().getString("description")).isEqualTo("To change");
        assertThat(changed.body()).endsWith("\"profile\":" + other + "}");
        assertThat(http.asAdmin("PUT", path, "{\"description\":\"Changed\"}").body())
                .endsWith("\"description\":\"Changed\",\"profile\":" + other + "}");
        assertThat(http.asAdmin("PUT", path, "{}").object().getString("description"))
                .isEqualTo("Changed");
        assertThat(http.asAdmin("PUT", path, "{\"profile\":{}}").code()).isEqualTo("invalidProfile");

        assertThat(http.asAdmin("DELETE", path, null).status()).isEqualTo(204);
        for (var method : List.of("GET", "PUT", "DELETE")) {
            var gone = http.asAdmin(method, path, method.equals("PUT") ? "{}" : null);
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.code()).isEqualTo("chargingProfileNotFound");
        }
    }

    @Test
    void noTwoProfilesAreDescribedAlike() {
        add("Unique", PROFILE);
        var second = add("Second", PROFILE);

        for (var answer : List.of(
                http.asAdmin("POST", "/charging-profiles", body("Unique", PROFILE)),
                http.asAdmin("PUT", second, "{\"description\":\"Unique\"}"))) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("dbUniqueConstraintError");
        }
    }

    @Test
    void theListIsFilteredAndGoesOn() {
        add("Max 1", PROFILE.replace("TxDefaultProfile", "ChargePointMaxProfile"));
        add("Max 2", PROFILE.replace("TxDefaultProfile", "ChargePointMaxProfile"));

        var page = http.asAdmin("GET", "/charging-profiles?purpose=ChargePointMaxProfile&limit=1", null);
        assertThat(descriptions(page)).containsExactly("Max 1");
        var next = page.header("link").replaceAll("^<([^>]*)>.*$", "$1");
        assertThat(descriptions(http.asAdmin("GET", next, null))).containsExactly("Max 2");
        assertThat(http.asAdmin("GET", "/charging-profiles?purpose=Max", null).code())
                .isEqualTo("invalidPurpose");
    }

    @ParameterizedTest(name = "{0} with {1} is wrong at {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"stackLevel\":0|\"stackLevel\":-1|/stackLevel",
                "\"stackLevel\":0|\"stackLevel\":1.5|/stackLevel",
                "\"stackLevel\":0,||/stackLevel",
                "\"TxDefaultProfile\"|\"txdefaultprofile\"|/chargingProfilePurpose",
                "\"Recurring\"|\"Often\"|/chargingProfileKind",
                "\"Daily\"|null|/recurrencyKind",
                "\"2026-01-02T03:04:05.678Z\"|\"tomorrow\"|/validFrom",
                "\"2027-01-02T03:04:05\"|1799000000|/validTo",
                "\"stackLevel\":0|\"stackLevel\":0,\"chargingProfileId\":1|/chargingProfileId",
                "\"stackLevel\":0|\"stackLevel\":0,\"transactionId\":1|/transactionId",
                "\"stackLevel\":0|\"stackLevel\":0,\"a/b~c\":1|/a~1b~0c",
                "86400|\"86400\"|/chargingSchedule/duration",
                "\"2026-01-02T00:00:00+01:00\"|\"2026-13-02T00:00:00Z\"|/chargingSchedule/startSchedule",
                "\"W\"|\"kW\"|/chargingSchedule/chargingRateUnit",
                "0.1}}|\"0.1\"}}|/chargingSchedule/minChargingRate",
                "0.1}}|0.1,\"unit\":\"A\"}}|/chargingSchedule/unit",
                "\"limit\":11000,|\"limit\":null,|/chargingSchedule/chargingSchedulePeriod/0/limit",
                "\"limit\":6.10|\"limit\":1e999|/chargingSchedule/chargingSchedulePeriod/2/limit",
                "\"limit\":6.10|\"limit\":6.15|/chargingSchedule/chargingSchedulePeriod/2/limit",
                "\"startPeriod\":3600,||/chargingSchedule/chargingSchedulePeriod/1/startPeriod",
                "\"numberPhases\":3|\"phases\":3|/chargingSchedule/chargingSchedulePeriod/0/phases",
                "\"numberPhases\":3|\"numberPhases\":3.5|/chargingSchedule/chargingSchedulePeriod/0/numberPhases"
            })
    void whatAChargerWouldRefuseIsRefusedHere(String right, String wrong, String pointer) {
        var profile = PROFILE.replace(right, wrong == null ? "" : wrong);
        assertThat(profile).isNotEqualTo(PROFILE);

        var answer = http.asAdmin("POST", "/charging-profiles", body("Wrong", profile));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(errors(answer))
                .isEqualTo("[{\"pointer\":\"/profile%s\",\"code\":\"invalidProfile\"}]".formatted(pointer));
    }

    @Test
    void allFaultsAreSaidAtOnce() {
        var answer = http.asAdmin(
                "POST",
                "/charging-profiles",
                "{\"description\":\"\",\"profile\":{\"stackLevel\":0,\"chargingSchedule\":"
                        + "{\"chargingRateUnit\":\"A\",\"chargingSchedulePeriod\":[]}}}");

        assertThat(new JsonArray(errors(answer))).isEqualTo(new JsonArray("""
                [{"pointer":"/description","code":"invalidDescription"},
                 {"pointer":"/profile/chargingProfilePurpose","code":"invalidProfile"},
                 {"pointer":"/profile/chargingProfileKind","code":"invalidProfile"},
                 {"pointer":"/profile/chargingSchedule/chargingSchedulePeriod","code":"invalidProfile"}]"""));
    }

    @ParameterizedTest(name = "POST {0} is 400 {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"description\":\"x\"}|invalidProfile",
                "{\"description\":\"x\",\"profile\":null}|invalidProfile",
                "{\"description\":\"x\",\"profile\":[]}|invalidDataType",
                "{\"description\":7,\"profile\":{}}|invalidDataType",
                "{\"description\":\"x\",\"profile\":{}}|invalidProfile"
            })
    void aProfileIsNeeded(String body, String code) {
        var answer = http.asAdmin("POST", "/charging-profiles", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void aDescriptionHas100CharactersAtMost() {
        assertThat(http.asAdmin("POST", "/charging-profiles", body("å".repeat(101), PROFILE))
                        .code())
                .isEqualTo("invalidDescription");
        assertThat(http.asAdmin("POST", "/charging-profiles", body("å".repeat(100), PROFILE))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whatAChargerHasIsListed() {
        var charger = registry.charger("has-profiles").connectorID();
        registry.ask(
                ChargingProfileEndpoints.PROFILE_SET,
                new ProfileSet(charger, 1, 7, "TxProfile", 2, 10_001, registry.clock.instant()));

        assertThat(http.asAdmin("GET", "/chargers/" + charger + "/charging-profiles", null)
                        .array())
                .isEqualTo(new JsonArray("""
                        [{"connector":1,"chargingProfileId":7,"chargingProfilePurpose":"TxProfile","stackLevel":2,
                          "transactionID":10001,"setAt":"2026-11-22T10:00:00.000Z"}]"""));
        assertThat(http.asAdmin("GET", "/chargers/424242/charging-profiles", null)
                        .code())
                .isEqualTo("chargerNotFound");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /charging-profiles",
        "POST, /charging-profiles",
        "GET, /charging-profiles/1",
        "PUT, /charging-profiles/1",
        "DELETE, /charging-profiles/1",
        "GET, /chargers/100000/charging-profiles"
    })
    void onlyAdminsSeeAndChangeThem(String method, String path) {
        assertThat(http.asNobody(method, path, null).status()).isEqualTo(401);
        assertThat(http.asUser(method, path, null).status()).isEqualTo(403);
    }

    private String add(String description, String profile) {
        var added = http.asAdmin("POST", "/charging-profiles", body(description, profile));
        assertThat(added.status()).isEqualTo(201);
        return added.header("location");
    }

    private static String body(String description, String profile) {
        return "{\"description\":\"%s\",\"profile\":%s}".formatted(description, profile);
    }

    private static String errors(Http.Answer answer) {
        return answer.object().getJsonArray("errors").encode();
    }

    private static List<String> descriptions(Http.Answer answer) {
        return answer.array().stream()
                .map(JsonObject.class::cast)
                .map(profile -> profile.getString("description"))
                .toList();
    }
}
