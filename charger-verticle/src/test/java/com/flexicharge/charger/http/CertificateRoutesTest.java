package com.flexicharge.charger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.charger.RunningRegistry;
import com.flexicharge.shared.contract.charger.CertificateEndpoints;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateHash;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateKind;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificatesListed;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.RootAnswered;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A charger's certificates over HTTP. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertificateRoutesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String PATH = "/chargers/100001/certificates";

    private RunningRegistry registry;
    private Http http;

    @BeforeAll
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
        http = new Http(registry);
        registry.ask(
                CertificateEndpoints.CERTIFICATES_LISTED,
                new CertificatesListed(
                        100_001,
                        CertificateKind.CENTRAL_SYSTEM_ROOT,
                        List.of(new CertificateHash("SHA256", "aa", "bb", "1c")),
                        NOW));
        registry.ask(
                CertificateEndpoints.ROOT_ANSWERED,
                new RootAnswered(100_001, CertificateKind.MANUFACTURER_ROOT, "text", false, "Failed", NOW));
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void theyAreListedWithAllTheirMembers() {
        var answer = http.asAdmin("GET", PATH, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.array()).hasSize(2);
        assertThat(answer.array().getJsonObject(0)).isEqualTo(new JsonObject("""
                        {"id":1,"kind":"centralSystemRoot","hashAlgorithm":"SHA256","issuerNameHash":"aa",
                         "issuerKeyHash":"bb","serialNumber":"1c","pem":null,"state":"installed","reason":null,
                         "validTo":null,"createdAt":"2026-11-22T10:00:00.000Z","updatedAt":"2026-11-22T10:00:00.000Z"}
                        """));
        assertThat(answer.array().getJsonObject(1)).isEqualTo(new JsonObject("""
                        {"id":2,"kind":"manufacturerRoot","hashAlgorithm":null,"issuerNameHash":null,
                         "issuerKeyHash":null,"serialNumber":null,"pem":"text","state":"rejected","reason":"Failed",
                         "validTo":null,"createdAt":"2026-11-22T10:00:00.000Z","updatedAt":"2026-11-22T10:00:00.000Z"}
                        """));
    }

    @Test
    void theyComeInPagesFromEitherEnd() {
        var newest = http.asAdmin("GET", PATH + "?limit=1&order=desc", null);

        assertThat(newest.array().getJsonObject(0).getInteger("id")).isEqualTo(2);
        assertThat(newest.header("link")).contains("cursor=").contains("rel=\"next\"");
        assertThat(http.asAdmin("GET", PATH + "?limit=0", null).code()).isEqualTo("invalidLimit");
    }

    @Test
    void onlyOperatorsSeeThemAndOnlyOfAChargerThereIs() {
        assertThat(http.asUser("GET", PATH, null).status()).isEqualTo(403);
        assertThat(http.asNobody("GET", PATH, null).status()).isEqualTo(401);
        assertThat(http.asAdmin("GET", "/chargers/7/certificates", null).code()).isEqualTo("chargerNotFound");
        assertThat(http.asAdmin("GET", "/chargers/100002/certificates", null).body())
                .isEqualTo("[]");
    }
}
