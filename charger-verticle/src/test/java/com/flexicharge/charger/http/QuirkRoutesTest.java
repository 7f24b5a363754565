package com.flexicharge.charger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.charger.RunningRegistry;
import com.flexicharge.shared.contract.charger.QuirkEndpoints;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirkUse;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirksMet;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Instant;
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
class QuirkRoutesTest {
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
    void anOperatorSetsAChargersRulesAndSeesWhatItDid() {
        assertThat(http.asAdmin("GET", "/chargers/100001/quirks", null).body())
                .isEqualTo("{\"rules\":[],\"byMake\":[],\"counts\":[]}");

        var put = http.asAdmin("PUT", "/chargers/100001/quirks", "{\"rules\":[\"slowBoot\",\"noPing\",\"noPing\"]}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body()).isEqualTo("{\"rules\":[\"noPing\",\"slowBoot\"],\"byMake\":[],\"counts\":[]}");

        registry.ask(
                QuirkEndpoints.QUIRKS_MET,
                new QuirksMet(List.of(new QuirkUse(100001, "slowBoot", 3, Instant.parse("2026-11-22T12:00:00Z")))));
        assertThat(http.asAdmin("GET", "/chargers/100001/quirks", null).body())
                .isEqualTo("{\"rules\":[\"noPing\",\"slowBoot\"],\"byMake\":[],\"counts\":"
                        + "[{\"rule\":\"slowBoot\",\"uses\":3,\"lastAt\":\"2026-11-22T12:00:00.000Z\"}]}");
    }

    @Test
    void anOperatorSetsTheRulesOfMakes() {
        var put = http.asAdmin(
                "PUT",
                "/quirk-rules",
                "[{\"vendor\":\"ABB*\",\"rules\":[\"noPing\"]},{\"model\":\"M\",\"firmwareVersion\":\"1.*\",\"rules\":"
                        + "[\"slowBoot\",\"noDeflate\"]}]");
        var expected = "[{\"vendor\":\"ABB*\",\"model\":null,\"firmwareVersion\":null,\"rules\":[\"noPing\"]},"
                + "{\"vendor\":null,\"model\":\"M\",\"firmwareVersion\":\"1.*\",\"rules\":[\"noDeflate\",\"slowBoot\"]}]";
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body()).isEqualTo(expected);
        assertThat(http.asAdmin("GET", "/quirk-rules", null).body()).isEqualTo(expected);

        assertThat(http.asAdmin("PUT", "/quirk-rules", "[]").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/chargers/100002/quirks|{\"rules\":[\"noPing\",\"noPong\"]}|invalidRule|/rules/1",
                "/chargers/100002/quirks|{\"rules\":[\"celsius\"]}|invalidRule|/rules/0",
                "/chargers/100002/quirks|{}|invalidRule|/rules",
                "/chargers/100002/quirks|{\"rules\":[1]}|invalidRule|/rules",
                "/chargers/100002/quirks|{\"rules\":\"noPing\"}|invalidDataType|/rules",
                "/quirk-rules|[{\"vendor\":\"V\",\"rules\":[\"noPing\",\"noPong\"]}]|invalidRule|/0/rules/1",
                "/quirk-rules|[{\"vendor\":\"V\",\"rules\":[\"noPing\"]},{\"vendor\":\"V\",\"rules\":[]}]|invalidRule|/1/rules",
                "/quirk-rules|[{\"vendor\":\"\",\"rules\":[\"noPing\"]}]|invalidVendor|/0/vendor",
                "/quirk-rules|{\"vendor\":\"V\",\"rules\":[\"noPing\"]}|invalidDataType|''",
            })
    void whatIsNoRuleIsNamed(String path, String body, String code, String pointer) {
        var answer = http.asAdmin("PUT", path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.object().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo(pointer);
    }

    @Test
    void aChargerThatIsNotThereIsNotFound() {
        assertThat(http.asAdmin("GET", "/chargers/4711/quirks", null).code()).isEqualTo("chargerNotFound");
        assertThat(http.asAdmin("PUT", "/chargers/4711/quirks", "{\"rules\":[]}")
                        .code())
                .isEqualTo("chargerNotFound");
        assertThat(http.asAdmin("GET", "/chargers/99/quirks", null).status())
                .as("the self-test's")
                .isEqualTo(404);
    }

    @Test
    void onlyAdminsSeeAndSetRules() {
        assertThat(http.asUser("GET", "/chargers/100001/quirks", null).status()).isEqualTo(403);
        assertThat(http.asUser("PUT", "/chargers/100001/quirks", "{\"rules\":[]}")
                        .status())
                .isEqualTo(403);
        assertThat(http.asNobody("GET", "/quirk-rules", null).status()).isEqualTo(401);
        assertThat(http.asUser("PUT", "/quirk-rules", "[]").status()).isEqualTo(403);
    }
}
