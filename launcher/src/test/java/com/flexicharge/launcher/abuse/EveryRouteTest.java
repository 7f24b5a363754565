package com.flexicharge.launcher.abuse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.launcher.abuse.RegisteredRoutes.Known;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.AddTransaction;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route the server has, with everything no honest client sends, as an administrator, so that nothing is turned away before it
 * was looked at. Each answer has the one shape and says nothing of what we are made of; none is our defect.
 */
@ExtendWith(TestDatabaseExtension.class)
class EveryRouteTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NONE = {};

    /** Ids that lead somewhere, where the abuse is in another place. */
    private static final Map<String, String> IDS = Map.ofEntries(
            Map.entry("connectorID", "100003"),
            Map.entry("serialNumber", "abc113"),
            Map.entry("chargePointID", "1"),
            Map.entry("transactionID", "9999"),
            Map.entry("reservationID", "1"),
            Map.entry("chargingProfileID", "1"),
            Map.entry("unmatchedID", "1"),
            Map.entry("userID", "admin"),
            Map.entry("username", "nobody@example.org"),
            Map.entry("invoiceID", "inv_1"),
            Map.entry("hour", "2026-01-01T00:00:00Z"),
            Map.entry("tag", "tag1"),
            Map.entry("action", "DataTransfer"),
            Map.entry("id", "00000000-0000-0000-0000-000000000000"));

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private static RunningServer server;

    @SuppressWarnings("NullAway.Init")
    private static RawHttp connection;

    private static List<Known> routes = List.of();
    private final List<String> wrong = new ArrayList<>();
    private int asked;

    @BeforeAll
    static void start(TestDatabase database) {
        server = RunningServer.on(database, folder, Map.of("REMOTE_WAIT_MS", "100"));
        routes = RegisteredRoutes.of(server.process());
        connection = RawHttp.to(port());
        server.process()
                .bus()
                .ask(TransactionEndpoints.ADD_TRANSACTION, new AddTransaction("admin", 100003, 0L))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        server.post("/charging-profiles", server.adminToken(), GoodBodies.PROFILES);
        assertThat(routes).hasSizeGreaterThan(50);
    }

    @AfterAll
    static void stop() throws IOException {
        connection.close();
        server.close();
    }

    @Test
    void idsThatAreNoIds() throws IOException {
        for (var route : routes) {
            for (var id : ids(route)) {
                for (var nasty : IDS.getOrDefault(id, "1").matches("[0-9]+") ? Nasty.NUMBERS : Nasty.TEXTS) {
                    ask(route.method(), leadingSomewhere(route, Map.of(id, nasty)), "{}");
                }
            }
        }
        allInShape();
    }

    @Test
    void filtersThatAreNoFilters() throws IOException {
        int known = 0;
        for (var route : routes) {
            if (isSafe(route)) {
                for (var name : filters(route)) {
                    known++;
                    for (var nasty : Nasty.FILTERS) {
                        ask(route.method(), leadingSomewhere(route) + "?" + name + "=" + nasty, "{}");
                    }
                }
            }
        }
        assertThat(known).as("filters found").isGreaterThan(50);
        allInShape();
    }

    /** A route refuses this value in every filter it knows, and names them all; others it does not look at. */
    private List<String> filters(Known route) throws IOException {
        var query = Nasty.FILTER_NAMES.stream().map(name -> name + "=%00").collect(Collectors.joining("&"));
        var reply = ask(route.method(), leadingSomewhere(route) + "?" + query, "{}");
        if (reply.status() != 400) {
            return List.of();
        }
        return reply.json().get("errors").findValuesAsText("pointer").stream()
                .filter(pointer -> pointer.startsWith("/query/"))
                .map(pointer -> pointer.substring("/query/".length()))
                .toList();
    }

    @Test
    void bodiesThatAreNoBodies() throws IOException {
        for (var route : routes) {
            for (var nasty : Nasty.BODIES) {
                if (route.takesBody()) {
                    var bytes = nasty.getBytes(StandardCharsets.ISO_8859_1);
                    var reply = ask(route.method(), leadingSomewhere(route), bytes);
                    if (reply.status() < 400) {
                        wrong.add(route + " took " + cut(nasty));
                    }
                }
            }
        }
        allInShape();
    }

    @Test
    void membersThatDoNotFit() throws IOException {
        for (var route : routes) {
            if (route.takesBody()) {
                var good = GoodBodies.of(route);
                assertThat(good)
                        .as("a good body for " + route + " in GoodBodies")
                        .isPresent();
                var reply = ask(route.method(), leadingSomewhere(route), good.get());
                assertThat(reply.status())
                        .as(route + " " + reply.body())
                        .satisfiesAnyOf(
                                status -> assertThat(status).isIn(200, 201, 202, 204, 404, 409, 503),
                                status -> assertThat(isAboutCredentials(route, status))
                                        .isTrue());
                for (var body : spoilt(good.get())) {
                    ask(route.method(), leadingSomewhere(route), body);
                }
            }
        }
        allInShape();
    }

    /** Wrong ones are 400 by what the apps expect, and guessing has an end. */
    private static boolean isAboutCredentials(Known route, int status) {
        return (status == 400 || status == 429) && route.path().matches("/(auth|admin)/.*");
    }

    @Test
    void methodsNobodyKnows() throws IOException {
        for (var route : routes) {
            for (var method : List.of("PATCH", "TRACE", "get")) {
                var reply = ask(method, leadingSomewhere(route), NONE, "X-HTTP-Method-Override: GET");
                assertThat(reply.status()).isEqualTo(405);
                assertThat(reply.header("allow")).contains(route.method());
            }
            assertThat(ask("OPTIONS", leadingSomewhere(route), NONE).status()).isEqualTo(204);
        }
        allInShape();
    }

    @Test
    void aMethodInAHeaderIsNoMethod() throws IOException {
        for (var header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            assertThat(ask("GET", "/chargePoints/1", NONE, header + ": DELETE").status())
                    .isEqualTo(200);
        }
        assertThat(ask("GET", "/chargePoints/1?_method=DELETE", NONE).status()).isEqualTo(200);
        assertThat(ask("GET", "/chargePoints/1", NONE).status()).isEqualTo(200);
        allInShape();
    }

    @Test
    void whatIsEchoedInjectsNothing() throws IOException {
        ask("GET", "/chargers?limit=1&q=%0d%0aX-Evil:%201", NONE);
        ask("GET", "/transactions?limit=1&userID=%0d%0aX-Evil%3A1", NONE, "X-Request-Id: ${jndi:ldap://x}");
        ask("GET", "/%0d%0aX-Evil:%201", NONE, "Origin: https://evil.example");
        ask("PUT", "/id-tags/%0d%0aX-Evil:1", "{}");
        ask("POST", "/chargers/100003/operations/%0d%0aX-Evil:1", "{}");
        allInShape();
    }

    private RawHttp.Reply ask(String method, String target, String body) throws IOException {
        return ask(method, target, body.getBytes(UTF_8));
    }

    private RawHttp.Reply ask(String method, String target, byte[] body, String... more) throws IOException {
        var headers = new ArrayList<>(List.of(more));
        headers.add("Authorization: Bearer " + server.adminToken());
        RawHttp.Reply reply;
        try {
            reply = connection.ask(method, target, headers, body);
        } catch (IOException ended) {
            wrong.add(method + " " + target + " was not answered: " + ended.getMessage());
            reply = new RawHttp.Reply(0, Map.of(), "");
            reconnect();
        }
        var faults = reply.status() == 0 ? List.<String>of() : OneShape.faults(reply, method.equals("HEAD"));
        if (reply.header("content-type").startsWith("text/event-stream")) {
            reconnect(); // It goes on for as long as somebody reads.
        }
        faults.forEach(
                fault -> wrong.add(method + " " + cut(target) + " " + cut(new String(body, UTF_8)) + " -> " + fault));
        asked++;
        return reply;
    }

    private static void reconnect() throws IOException {
        connection.close();
        connection = RawHttp.to(port());
    }

    private void allInShape() {
        assertThat(wrong).as("wrong among %d answers", asked).isEmpty();
    }

    /** Asking it again and again changes nothing others need, and ends soon. */
    private static boolean isSafe(Known route) {
        boolean starts = route.path().equals("/tests/ocpp");
        return (route.method().equals("GET") && !starts) || route.path().contains("/operations/");
    }

    private static List<String> ids(Known route) {
        return List.of(route.path().split("/")).stream()
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
    }

    private static String leadingSomewhere(Known route) {
        return leadingSomewhere(route, Map.of());
    }

    private static String leadingSomewhere(Known route, Map<String, String> but) {
        var path = route.path();
        for (var id : ids(route)) {
            path = path.replace("{" + id + "}", but.getOrDefault(id, IDS.getOrDefault(id, "1")));
        }
        return path;
    }

    /** One member, or one member of a member, replaced at a time. */
    private static List<String> spoilt(String good) throws JsonProcessingException {
        var bodies = new ArrayList<String>();
        for (var pointer : pointers(JSON.readTree(good), "")) {
            for (var nasty : Nasty.MEMBERS) {
                bodies.add(replaced(good, pointer, nasty));
            }
        }
        return bodies;
    }

    private static List<String> pointers(JsonNode node, String at) {
        var found = new ArrayList<String>();
        node.fields().forEachRemaining(member -> {
            found.add(at + "/" + member.getKey());
            found.addAll(pointers(member.getValue(), at + "/" + member.getKey()));
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            found.add(at + "/" + i);
            found.addAll(pointers(node.get(i), at + "/" + i));
        }
        return found;
    }

    private static String replaced(String good, String pointer, String nasty) throws JsonProcessingException {
        var root = JSON.readTree(good);
        var parent = root.at(pointer.substring(0, pointer.lastIndexOf('/')));
        var name = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (parent instanceof ObjectNode object) {
            object.put(name, "replace me");
        } else if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(name), JSON.getNodeFactory().textNode("replace me"));
        }
        return root.toString().replace("\"replace me\"", nasty);
    }

    private static int port() {
        return Integer.parseInt(server.settings().get("PORT"));
    }

    private static String cut(String text) {
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }
}
