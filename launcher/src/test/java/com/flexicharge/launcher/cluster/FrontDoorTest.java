package com.flexicharge.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The front door's configuration against what the modules really answer, and the containers it is to find. */
class FrontDoorTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of("ocpp", "charger", "transaction", "livemetrics", "account");

    @ParameterizedTest
    @ValueSource(strings = {"ocpp", "charger", "transaction", "livemetrics", "account"})
    void everyPathOfAModuleIsPassedOnToIt(String module) throws IOException {
        var map = map("module");
        var paths = new ObjectMapper(new YAMLFactory())
                .readTree(Files.readString(
                        ROOT.resolve(module + "-verticle/src/main/resources/openapi/" + module + ".yaml")))
                .path("paths");

        assertThat(paths.size()).isPositive();
        paths.fieldNames().forEachRemaining(path -> {
            var asked = path.replaceAll("\\{[^}]*}", "100000");
            assertThat(map.target(asked)).as(path).isEqualTo(module);
            assertThat(map.target(asked + "/")).as(path + "/").isEqualTo(module);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/user/alice, livemetrics_sockets",
        "/charger/abc111, ocpp_sockets",
        "/connector/abc111, ocpp_sockets",
        "/ocpp/abc112, ocpp_sockets",
        "/users/abc112, ocpp_sockets"
    })
    void usersAndChargersSocketsArePassedOnToThoseWhoHoldThem(String path, String upstream) {
        assertThat(map("sockets").target(path)).isEqualTo(upstream);
    }

    @Test
    void everyUpstreamIsAServiceThatRunsThatModuleAlone() {
        var services = services();
        var servers = Pattern.compile("upstream (\\w+) \\{[^}]*server (\\w+):(\\d+) resolve")
                .matcher(read(FrontDoor.CONFIGURATION.resolve("upstreams.conf")));
        var found = new ArrayList<String>();

        while (servers.find()) {
            found.add(servers.group(1));
            var service = servers.group(2);
            var environment = services.path(service).path("environment");
            assertThat(environment.path("VERTICLES").asText()).isEqualTo(service);
            assertThat(environment.path("CLUSTER").asText()).isEqualTo("1");
            var port = servers.group(1).endsWith("_sockets") ? "SOCKET_PORT" : "PORT";
            assertThat(environment.path(port).asText()).isEqualTo(servers.group(3));
        }
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(MODULES.stream(), Stream.of("ocpp_sockets", "livemetrics_sockets"))
                                .toList());
    }

    @Test
    void everyProcessOfTheCompositionLooksForAllOthers() {
        var services = services();
        var members = String.join(
                ",", Stream.concat(Stream.of("backend"), MODULES.stream()).toList());

        assertThat(List.of(members.split(","))).allSatisfy(name -> {
            assertThat(services.path(name).path("image").asText()).isEqualTo("flexicharge/backend");
            assertThat(services.path(name)
                            .path("environment")
                            .path("CLUSTER_MEMBERS")
                            .asText())
                    .isEqualTo(members);
        });
    }

    private static JsonNode services() {
        Object composition = new Yaml().load(read(ROOT.resolve("docker-compose.yml")));
        return new ObjectMapper().valueToTree(composition).path("services");
    }

    /** One {@code map} of nginx: the first expression that fits a path, else the default. */
    private record PathMap(List<Map.Entry<Pattern, String>> rules, String byDefault) {
        String target(String path) {
            return rules.stream()
                    .filter(rule -> rule.getKey().matcher(path).find())
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(byDefault);
        }
    }

    private static PathMap map(String variable) {
        var block = Pattern.compile("map \\$uri \\$" + variable + " \\{([^}]*)}")
                .matcher(read(FrontDoor.CONFIGURATION.resolve("nginx.conf")));
        assertThat(block.find()).isTrue();
        var lines = block.group(1)
                .strip()
                .lines()
                .map(line -> line.strip().replace(";", "").split("\\s+"))
                .toList();
        var rules = lines.stream()
                .filter(line -> line[0].startsWith("~"))
                .map(line -> Map.entry(Pattern.compile(line[0].substring(1)), line[1]))
                .toList();
        var byDefault = lines.stream()
                .filter(line -> line[0].equals("default"))
                .findFirst()
                .orElseThrow();
        return new PathMap(rules, byDefault[1]);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
