package com.flexicharge.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.launcher.docs.Document.Operation;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bodies that the description tells of are those that the server takes. */
@ExtendWith(TestDatabaseExtension.class)
class RequestBodiesTest {
    private static final Pattern ID = Pattern.compile("\\{([A-Za-z0-9]+)}");

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private static RunningServer server;

    @BeforeAll
    static void start(TestDatabase database) {
        server = RunningServer.on(database, folder, Map.of("REMOTE_WAIT_MS", "100"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Operation> withBody() {
        return Document.whole().operations().stream()
                .filter(operation -> operation.said().has("requestBody"));
    }

    /** What it leads to may be away, or not be there; but the body is not at fault. */
    @ParameterizedTest
    @MethodSource("withBody")
    void theExampleIsTaken(Operation operation) {
        var answer = send(operation, example(operation));

        if (answer.status() >= 400) {
            assertThat(answer.status()).as("%s", answer.body()).isIn(400, 401, 404, 409, 503);
            assertThat(answer.body().path("errors")).as("%s", answer.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void aMemberThatIsRequiredMayNotBeLeftOut(Operation operation) {
        var schema = Document.whole().resolved(Document.whole().tree().at(WellFormedTest.bodySchema(operation)));
        for (var name : schema.path("required")) {
            var without = (ObjectNode) example(operation).deepCopy();
            without.remove(name.asText());
            var answer = send(operation, without);

            assertThat(answer.status())
                    .as("without %s: %s", name, answer.body())
                    .isEqualTo(400);
            assertThat(answer.body().path("errors").findValuesAsText("pointer"))
                    .as("without %s", name)
                    .anyMatch(pointer -> pointer.startsWith("/" + name.asText()));
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void aBodyOfAnotherKindIsNotTaken(Operation operation) {
        for (var wrong : new String[] {"5", "\"text\"", "{"}) {
            var answer = server.send(operation.method(), target(operation), server.adminToken(), wrong);
            assertThat(answer.status()).as("%s: %s", wrong, answer.body()).isEqualTo(400);
        }
    }

    private static JsonNode example(Operation operation) {
        return operation.said().at("/requestBody/content/application~1json/example");
    }

    private static RunningServer.Answer send(Operation operation, JsonNode body) {
        return server.send(operation.method(), target(operation), server.adminToken(), body.toString());
    }

    /** With the examples of its ids. */
    private static String target(Operation operation) {
        return ID.matcher(operation.path())
                .replaceAll(id -> Document.whole()
                        .tree()
                        .at("/components/parameters/path." + id.group(1) + "/example")
                        .asText());
    }
}
