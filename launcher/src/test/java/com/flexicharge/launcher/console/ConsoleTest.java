package com.flexicharge.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.launcher.e2e.RunningServerExtension;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser is given of the console. */
@ExtendWith(RunningServerExtension.class)
class ConsoleTest {
    private static final Pattern IMPORT =
            Pattern.compile("(?:from|import)\\s*\\(?[\"'](\\.{1,2}/[^\"']+)[\"']|(?:src|href)=\"(/console/[^\"]+)\"");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/console/app.js, text/javascript",
        "/console/console.css, text/css",
        "/console/icon.svg, image/svg+xml",
        "/console/view/drive/index.js, text/javascript",
        "/console/uplot/dist/uPlot.esm.js, text/javascript"
    })
    void everyFileIsOfItsTypeAndMayDoNothingButItsOwn(String path, String type) throws Exception {
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(said -> assertThat(said).startsWith(type));
        assertThat(answer.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'")
                        .doesNotContain("unsafe", "http:", "https:", "*"));
        var tag = answer.headers().firstValue("etag").orElseThrow();
        assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/nope.js",
                "/console/kit",
                "/console/..%2fapplication.properties",
                "/console/kit/..%2f..%2flogback.xml",
                "/console/kit/%2e%2e/app.js"
            })
    void whatIsNoFileOfItIsNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void whateverAPageAsksForIsThere() throws Exception {
        Set<String> seen = new LinkedHashSet<>(List.of("/"));
        var toRead = new ArrayDeque<>(seen);
        while (!toRead.isEmpty()) {
            var path = toRead.remove();
            var answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            var asks = IMPORT.matcher(answer.body());
            while (asks.find()) {
                var wanted = asks.group(1) == null ? asks.group(2) : beside(path, asks.group(1));
                if (seen.add(wanted)) {
                    toRead.add(wanted);
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(20).contains("/console/view/charger.js", "/console/lit/lit-html.js");
        assertThat(ConsoleFiles.all().keySet().stream().map(name -> "/console/" + name))
                .as("files that no page asks for")
                .allMatch(file -> file.equals("/console/index.html") || seen.contains(file));
    }

    @Test
    void nothingIsAskedOfAnyoneElse() {
        ConsoleFiles.all()
                .forEach((name, bytes) -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                        .as(name)
                        .doesNotContainPattern("https?://(?!www\\.w3\\.org/2000/svg)")
                        .doesNotContainPattern("innerHTML|unsafeHTML|insertAdjacentHTML|document\\.write|\\beval\\("));
    }

    private static String beside(String path, String relative) {
        return Path.of(path).resolveSibling(relative).normalize().toString().replace('\\', '/');
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(server.http(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
