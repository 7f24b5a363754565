package com.flexicharge.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.flexicharge.shared.config.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests say what the program understands, and fit each other. No cluster is needed to see it. */
class KubernetesTest {
    private static final String FOLDER = "launcher/deploy/kubernetes/";
    private static final SourceTree TREE = SourceTree.here();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final List<JsonNode> MANIFESTS = TREE.files().stream()
            .filter(file -> file.startsWith(FOLDER) && file.endsWith(".yaml") && !file.endsWith("kustomization.yaml"))
            .flatMap(file -> documents(file).stream())
            .toList();

    private static List<JsonNode> documents(String file) {
        try (MappingIterator<JsonNode> each = YAML.readerFor(JsonNode.class).readValues(TREE.text(file))) {
            return each.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is no YAML", e);
        }
    }

    private static Stream<JsonNode> all(String kind) {
        return MANIFESTS.stream().filter(each -> each.path("kind").asText().equals(kind));
    }

    private static JsonNode one(String kind, String name) {
        return all(kind)
                .filter(each -> each.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(list::get);
    }

    private static Map<String, String> texts(JsonNode map) {
        var texts = new HashMap<String, String>();
        map.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static JsonNode pod(JsonNode deployment) {
        return deployment.at("/spec/template/spec");
    }

    private static JsonNode container(JsonNode deployment) {
        return pod(deployment).path("containers").path(0);
    }

    /** What the process finds in its environment, with something for what the cluster and its operator fill in. */
    private static Map<String, String> environment(JsonNode deployment) {
        var environment = texts(one("ConfigMap", "flexicharge-settings").path("data"));
        environment.putAll(texts(one("Secret", "flexicharge-secrets").path("stringData")));
        stream(container(deployment).path("env"))
                .forEach(each -> environment.put(
                        each.path("name").asText(),
                        Optional.ofNullable(each.get("value"))
                                .map(JsonNode::asText)
                                .orElse("127.0.0.1")));
        environment.put("DATABASE_PASSWORD", "of-this-test");
        return environment;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ocpp", "charger", "transaction", "livemetrics", "account"})
    void aModuleStartsWithTheSettingsItIsGivenAndEachIsOneThatIsRead(String module) {
        var environment = environment(one("Deployment", module));

        var plan = Plan.read(new Environment(environment, List.of()));

        assertThat(plan.names()).containsAll(environment.keySet());
        assertThat(plan.process().modules()).containsExactly(module);
        assertThat(plan.cluster()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ocpp", "charger", "transaction", "livemetrics", "account"})
    void aModuleMayDrainInPeaceAndHasNoRightsItDoesNotNeed(String module) {
        var deployment = one("Deployment", module);
        var drainSeconds = Integer.parseInt(environment(deployment).get("DRAIN_TIMEOUT_S"));
        int sleepSeconds =
                container(deployment).at("/lifecycle/preStop/exec/command/1").asInt();

        assertThat(pod(deployment).path("terminationGracePeriodSeconds").asInt())
                .isGreaterThan(drainSeconds + sleepSeconds);
        assertThat(pod(deployment).at("/securityContext/runAsNonRoot").asBoolean())
                .isTrue();
        assertThat(pod(deployment).at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
        assertThat(TREE.text("Dockerfile")).contains("--uid 10001");
        var rights = container(deployment).path("securityContext");
        assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(rights.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(pod(deployment).path("automountServiceAccountToken").asBoolean(true))
                .isFalse();
        assertThat(container(deployment).at("/resources/limits/memory").asText())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"startupProbe", "livenessProbe", "readinessProbe"})
    void probesAskRoutesThatAreThere(String probe) {
        var routes = TREE.text("launcher/src/main/java/com/flexicharge/launcher/server/HealthRoutes.java");

        assertThat(modules()).hasSize(5).allSatisfy(deployment -> {
            var asked = container(deployment).path(probe).path("httpGet");
            assertThat(routes).contains('"' + asked.path("path").asText() + '"');
            assertThat(portsOf(deployment)).containsKey(asked.path("port").asText());
        });
    }

    @Test
    void containersOfferThePortsThatTheSettingsSay() {
        assertThat(modules()).allSatisfy(deployment -> {
            var environment = environment(deployment);
            assertThat(portsOf(deployment))
                    .containsEntry("http", environment.get("PORT"))
                    .containsEntry("sockets", environment.get("SOCKET_PORT"))
                    .containsEntry("cluster", environment.get("CLUSTER_PORT"))
                    .containsEntry("bus", environment.get("CLUSTER_BUS_PORT"));
        });
    }

    @Test
    void servicesAndRulesFindPodsWithThePortsTheyName() {
        assertThat(all("Service")).isNotEmpty().allSatisfy(service -> {
            var pods = podsWith(texts(service.at("/spec/selector")));
            assertThat(pods).isNotEmpty();
            assertThat(stream(service.at("/spec/ports")))
                    .allSatisfy(port -> assertThat(pods)
                            .allSatisfy(pod -> assertThat(portsOf(pod))
                                    .containsEntry(
                                            port.path("targetPort").asText(),
                                            port.path("port").asText())));
        });
        assertThat(all("NetworkPolicy")).isNotEmpty().allSatisfy(policy -> {
            var pods = podsWith(texts(policy.at("/spec/podSelector/matchLabels")));
            assertThat(pods).isNotEmpty();
            policy.findValues("podSelector")
                    .forEach(from -> assertThat(podsWith(texts(from.path("matchLabels"))))
                            .isNotEmpty());
            assertThat(policy.at("/spec/ingress").findValuesAsText("port"))
                    .allSatisfy(port -> assertThat(pods)
                            .allSatisfy(pod -> assertThat(portsOf(pod)).containsKey(port)));
        });
        assertThat(Stream.concat(all("PodDisruptionBudget"), all("Deployment")))
                .allSatisfy(each -> assertThat(podsWith(texts(each.at("/spec/selector/matchLabels"))))
                        .extracting(pod -> pod.at("/metadata/name").asText())
                        .containsExactly(each.at("/metadata/name").asText()));
        assertThat(all("HorizontalPodAutoscaler"))
                .isNotEmpty()
                .allSatisfy(each ->
                        one("Deployment", each.at("/spec/scaleTargetRef/name").asText()));
    }

    @Test
    void onlyTheProcessesReachThePortsOfTheCluster() {
        var rules = stream(one("NetworkPolicy", "flexicharge").at("/spec/ingress"))
                .filter(rule -> rule.findValuesAsText("port").contains("cluster")
                        || rule.findValuesAsText("port").contains("bus"))
                .toList();

        assertThat(rules)
                .singleElement()
                .satisfies(rule -> assertThat(rule.at("/from/0/podSelector/matchLabels"))
                        .hasToString("{\"app.kubernetes.io/name\":\"flexicharge\"}"));
    }

    @Test
    void theProcessesFindEachOtherByTheHeadlessService() {
        var cluster = one("Service", "flexicharge-cluster");
        var namespace =
                all("Namespace").findFirst().orElseThrow().at("/metadata/name").asText();

        assertThat(cluster.at("/spec/clusterIP").asText()).isEqualTo("None");
        assertThat(cluster.at("/spec/publishNotReadyAddresses").asBoolean())
                .as("whoever is not ready must be found, or nobody ever is")
                .isTrue();
        assertThat(one("ConfigMap", "flexicharge-settings")
                        .at("/data/CLUSTER_DNS")
                        .asText())
                .isEqualTo("flexicharge-cluster." + namespace + ".svc.cluster.local");
    }

    @Test
    void theDoorKnowsAServiceForEachOfItsUpstreams() {
        var named = new TreeSet<String>();
        TREE.text(FOLDER + "upstreams.conf")
                .lines()
                .filter(line -> line.strip().startsWith("server "))
                .forEach(line -> {
                    var server = line.strip().split("[ .]")[1];
                    named.add(server);
                    var service = one("Service", server);
                    var port = line.replaceAll(".*local:(\\d+) .*", "$1");
                    assertThat(stream(service.at("/spec/ports"))
                                    .map(each -> each.path("port").asText()))
                            .contains(port);
                });
        assertThat(named).containsExactly("account", "charger", "livemetrics", "ocpp", "transaction");
    }

    @Test
    void everyFileIsAppliedButTheExampleOfASecretWhichHoldsNone() {
        var kustomization = documents(FOLDER + "kustomization.yaml").get(0);
        var applied = new ArrayList<String>();
        stream(kustomization.path("resources")).map(JsonNode::asText).forEach(applied::add);

        assertThat(TREE.files().stream()
                        .filter(file -> file.startsWith(FOLDER) && file.endsWith(".yaml"))
                        .map(file -> file.substring(FOLDER.length()))
                        .filter(file -> !file.equals("kustomization.yaml")))
                .allSatisfy(file -> assertThat(applied.contains(file)).isEqualTo(!file.equals("secret.example.yaml")));
        assertThat(texts(one("Secret", "flexicharge-secrets").path("stringData")))
                .allSatisfy((name, value) -> assertThat(value).isIn("", "flexicharge"));
    }

    private static List<JsonNode> modules() {
        return podsWith(Map.of("app.kubernetes.io/name", "flexicharge"));
    }

    private static List<JsonNode> podsWith(Map<String, String> labels) {
        return all("Deployment")
                .filter(each -> texts(each.at("/spec/template/metadata/labels"))
                        .entrySet()
                        .containsAll(labels.entrySet()))
                .toList();
    }

    private static Map<String, String> portsOf(JsonNode deployment) {
        var ports = new HashMap<String, String>();
        stream(container(deployment).path("ports"))
                .forEach(port -> ports.put(
                        port.path("name").asText(), port.path("containerPort").asText()));
        return ports;
    }
}
