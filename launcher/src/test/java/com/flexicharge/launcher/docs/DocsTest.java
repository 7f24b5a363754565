package com.flexicharge.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The description as people and programs get it. */
@ExtendWith(TestDatabaseExtension.class)
class DocsTest {
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private static RunningServer server;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start(TestDatabase database) {
        server = RunningServer.on(database, folder, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swagger", "/swagger/"})
    void whoAsksForSwaggerIsLedToTheDocs(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).contains("/docs");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html; charset=utf-8",
        "/docs/, text/html; charset=utf-8",
        "/docs/errors, text/html; charset=utf-8",
        "/docs/swagger-ui-bundle.js, text/javascript; charset=utf-8",
        "/docs/swagger-ui.css, text/css; charset=utf-8",
        "/docs/favicon.png, image/png",
        "/openapi.yaml, application/yaml",
        "/openapi.json, application/json; charset=utf-8"
    })
    void eachFileIsSentOnceAndThenOnlySaidToBeTheSame(String path, String type) throws Exception {
        var first = get(path);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("content-type")).contains(type);
        assertThat(first.body()).isNotEmpty();
        assertThat(first.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(first.headers().firstValue("access-control-allow-origin")).contains("*");
        var tag = first.headers().firstValue("etag").orElseThrow();

        var second = send(request(path).header("If-None-Match", tag));
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers().firstValue("etag")).contains(tag);
        assertThat(send(request(path).header("If-None-Match", "W/\"other\"")).statusCode())
                .isEqualTo(200);

        var head = send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/errors"})
    void aPageLoadsFromThisServerOnlyAndRunsNothingInline(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(answer.body()).doesNotContain("<script>", "style=", "onload=", "http");
        assertThat(LOADED.matcher(answer.body()).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(get(file).statusCode()).as(file).isEqualTo(200));
    }

    @Test
    void everyErrorCodeHasItsPlace() throws Exception {
        var page = get("/docs/errors").body();

        Document.whole()
                .tree()
                .path("x-error-codes")
                .fieldNames()
                .forEachRemaining(code -> assertThat(page).contains("<tr id=\"" + code + "\">"));
        var problem = server.get("/chargers/77", null).body();
        assertThat(problem.path("type").asText()).isEqualTo("/docs/errors#chargerNotFound");
    }

    @Test
    void bothFormsSayTheSame() throws Exception {
        var yaml = Yaml.read("served", get("/openapi.yaml").body().getBytes(StandardCharsets.UTF_8));

        assertThat(yaml)
                .isEqualTo(json(get("/openapi.json").body()))
                .isEqualTo(json(Document.whole().tree().toString()));
    }

    private static Object json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.http(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
