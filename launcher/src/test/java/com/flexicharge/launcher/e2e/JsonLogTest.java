package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What somebody finds who searches the JSON log for a charger, a session or a request. */
@ExtendWith(TestDatabaseExtension.class)
class JsonLogTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void linesSayWhichChargerSessionAndRequestTheyAreAbout(TestDatabase database) throws Exception {
        var settings = RunningServer.settings(database, folder);
        settings.put("LOG_FORMAT", "json");
        settings.put("LOG_LEVEL", "debug");
        var http = "http://127.0.0.1:" + settings.get("PORT");
        try (var child = ChildServer.start(folder, settings)) {
            child.awaitLine("Started sockets on port");

            try (var charger =
                    TestSocket.connect("ws://127.0.0.1:" + settings.get("SOCKET_PORT") + "/ocpp/abc112", "ocpp1.6")) {
                charger.send(
                        "[2,\"1\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"nobody\",\"meterStart\":0,\"timestamp\":\""
                                + StrictCharger.now() + "\"}]");
                assertThat(charger.next()).contains("\"transactionId\":");
                child.awaitLine(" began on charger ");
            }
            assertThat(signUp(http, "sam@example.org", "find-me-again")).isEqualTo(200);
            child.awaitLine("\"request\":\"find-me-again\"");

            var began = line(child, " began on charger ");
            assertThat(began.path("charger").asText()).isEqualTo("100002");
            assertThat(began.path("session").asInt()).isPositive();
            assertThat(began.has("request")).as("nobody asked for it over HTTP").isFalse();
            assertThat(line(child, "\"request\":\"find-me-again\"")
                            .path("message")
                            .asText())
                    .as("written by the module that the request was passed on to")
                    .contains("sam@example.org");
        }
    }

    private static JsonNode line(ChildServer child, String part) throws JsonProcessingException {
        return new ObjectMapper()
                .readTree(child.out().stream()
                        .filter(line -> line.contains(part))
                        .reduce((earlier, later) -> later)
                        .orElseThrow());
    }

    private static int signUp(String address, String username, String requestID) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address + "/auth/sign-up"))
                .header("Content-Type", "application/json")
                .header("X-Request-Id", requestID)
                .POST(BodyPublishers.ofString("{\"username\":\"" + username + "\",\"password\":\"Correct-Horse-7\"}"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }
}
