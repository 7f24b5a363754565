package com.flexicharge.launcher.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the parts of modules become one description. */
class ApiDocumentTest {
    private final Parts parts = new Parts();

    @Test
    void onlyTheModulesThatRunAreInIt() {
        var paths = ApiDocument.of(List.of("charger")).tree().path("paths");

        assertThat(paths.has("/chargers")).isTrue();
        assertThat(paths.has("/health/live")).isTrue();
        assertThat(paths.has("/transactions")).isFalse();
    }

    /** A process may run any of them without the others. */
    @ParameterizedTest
    @ValueSource(strings = {"account", "charger", "transaction", "livemetrics", "ocpp"})
    void thePartOfAModuleNeedsNoOtherModules(String module) {
        var tree = ApiDocument.of(List.of(module)).tree();

        assertThat(new TreeSet<>(tree.findValuesAsText("$ref")))
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(tree.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
    }

    @Test
    void twoModulesMayAnswerMethodsOfOnePath() {
        parts.add("a", yaml("paths: {/x: {get: {operationId: a}}}"));
        parts.add("b", yaml("paths: {/x: {put: {operationId: b}}}"));

        assertThat(parts.whole().at("/paths/~1x").size()).isEqualTo(2);
    }

    @Test
    void whatTwoPartsSayIsAFaultThatNamesThePlace() {
        parts.add("a", yaml("paths: {/x: {get: {operationId: a}}}\ncomponents: {schemas: {One: {}}}"));

        assertThatThrownBy(() -> parts.add("b", yaml("paths: {/x: {get: {operationId: b}}}")))
                .hasMessageContaining("openapi/b.yaml")
                .hasMessageContaining("/paths//x/get");
        assertThatThrownBy(() -> parts.add("c", yaml("components: {schemas: {One: {}}}")))
                .hasMessageContaining("openapi/c.yaml")
                .hasMessageContaining("/components/schemas/One");
    }

    @Test
    void aModuleWithoutAPartAndAPartThatIsNoYamlAreFaults() {
        assertThatThrownBy(() -> ApiDocument.of(List.of("weather"))).hasMessageContaining("openapi/weather.yaml");
        assertThatThrownBy(() -> yaml("a: {b")).hasMessageContaining("openapi/a.yaml");
        assertThatThrownBy(() -> yaml("a: 1\na: 2")).hasMessageContaining("openapi/a.yaml");
        assertThatThrownBy(() -> yaml("")).hasMessageContaining("openapi/a.yaml");
    }

    @Test
    void anErrorCodeThatNobodyExplainsIsAFault() {
        parts.add("a", yaml("paths: {/x: {get: {operationId: getX, x-access: open, x-errors: [brokenLeg]}}}"));

        assertThatThrownBy(() -> new WholeForm(parts.whole()).write())
                .hasMessageContaining("getX")
                .hasMessageContaining("brokenLeg");
    }

    private static ObjectNode yaml(String text) {
        return Yaml.read("a", text.getBytes(UTF_8));
    }
}
