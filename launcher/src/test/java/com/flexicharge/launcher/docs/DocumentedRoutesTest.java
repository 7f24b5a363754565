package com.flexicharge.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.launcher.abuse.RegisteredRoutes;
import com.flexicharge.launcher.abuse.RegisteredRoutes.Known;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.shared.http.Access;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every route is in the description, with who may use it, and the description has no others. */
@ExtendWith(TestDatabaseExtension.class)
class DocumentedRoutesTest {
    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private static RunningServer server;

    @BeforeAll
    static void start(TestDatabase database) {
        server = RunningServer.on(database, folder, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescribedRouteIsThere() {
        assertThat(differences(RegisteredRoutes.of(server.process()), Document.whole()))
                .isEmpty();
    }

    @Test
    void aRouteThatIsForgottenOrOpenToOthersWouldBeSeen() {
        var routes = new ArrayList<>(RegisteredRoutes.of(server.process()));
        routes.add(new Known("GET", "/chargers/{connectorID}/colours", Access.USER));
        routes.removeIf(route -> route.toString().equals("GET /quirk-rules"));
        routes.replaceAll(
                route -> route.toString().equals("GET /commands") ? new Known("GET", "/commands", Access.OPEN) : route);

        assertThat(differences(routes, Document.whole()))
                .containsExactlyInAnyOrder(
                        "GET /chargers/{connectorID}/colours is not described: add `get:` with `x-access: user` under"
                                + " `/chargers/{connectorID}/colours:` to src/main/resources/openapi/<module>.yaml of its module",
                        "GET /quirk-rules is described and not registered: take it out of openapi/<module>.yaml",
                        "GET /commands is registered for open: `x-access: admin` must become `x-access: open`");
    }

    private static List<String> differences(List<Known> routes, Document document) {
        var wrong = new ArrayList<String>();
        var registered = routes.stream().map(Known::toString).collect(Collectors.toCollection(TreeSet::new));
        for (var route : routes) {
            document.operation(route.method(), route.path())
                    .ifPresentOrElse(
                            operation -> check(
                                    route, operation.said().path("x-access").asText(), wrong),
                            () -> wrong.add(missing(route)));
        }
        document.operations().stream()
                .filter(operation -> !registered.contains(operation.toString()))
                .forEach(operation -> wrong.add(
                        operation + " is described and not registered: take it out of openapi/<module>.yaml"));
        return wrong;
    }

    private static String missing(Known route) {
        return route + " is not described: add `" + low(route.method()) + ":` with `x-access: "
                + low(route.access().name()) + "` under `" + route.path()
                + ":` to src/main/resources/openapi/<module>.yaml of its module";
    }

    private static void check(Known route, String said, List<String> wrong) {
        var fits = switch (route.access()) {
            case OPEN -> said.equals("open");
            case USER -> said.equals("user") || said.equals("owner");
            case ADMIN -> said.equals("admin");
        };
        if (!fits) {
            wrong.add(route + " is registered for " + low(route.access().name()) + ": `x-access: " + said
                    + "` must become `x-access: " + low(route.access().name()) + "`");
        }
    }

    private static String low(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
