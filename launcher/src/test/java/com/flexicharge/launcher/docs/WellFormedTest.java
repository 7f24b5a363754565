package com.flexicharge.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.launcher.docs.Document.Operation;
import com.flexicharge.launcher.page.Resource;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whether the description is a correct OpenAPI document that tells an app developer what is needed. */
class WellFormedTest {
    private static final String SPECIFICATION = "https://spec.openapis.org/oas/3.1/";
    private static final Pattern ID = Pattern.compile("\\{([A-Za-z0-9]+)}");

    private final Document document = Document.whole();

    @Test
    void itKeepsToTheSchemaOfOpenApi() {
        assertThat(faultsOf(document.tree())).isEmpty();
    }

    @Test
    void aDocumentThatDoesNotWouldBeSeen() {
        var broken = document.tree().deepCopy();
        ((ObjectNode) broken.at("/paths/~1chargers/get")).put("responses", 5);

        assertThat(faultsOf(broken)).isNotEmpty();
    }

    @Test
    void everyOperationHasAnIdOfItsOwnASummaryAndAKnownTag() {
        var tags = document.tree().path("tags").findValuesAsText("name");
        var ids = new HashSet<String>();
        for (var operation : document.operations()) {
            var said = operation.said();
            assertThat(ids.add(said.path("operationId").asText()))
                    .as("operationId of " + operation)
                    .isTrue();
            assertThat(said.path("summary").asText())
                    .as("summary of " + operation)
                    .isNotBlank();
            assertThat(tags)
                    .as("tag of " + operation)
                    .contains(said.path("tags").path(0).asText());
        }
        assertThat(tags).doesNotHaveDuplicates();
    }

    @Test
    void whoMayUseAnOperationIsSaidInBothWays() {
        for (var operation : document.operations()) {
            var open = operation.said().path("x-access").asText().equals("open");
            assertThat(operation.said().has("security"))
                    .as(operation.toString())
                    .isEqualTo(open);
            assertThat(operation.said().path("x-access").asText())
                    .as(operation.toString())
                    .isIn("open", "user", "owner", "admin");
        }
    }

    @Test
    void everyIdInAPathIsDescribedAndNoOther() {
        for (var operation : document.operations()) {
            var inPath = ID.matcher(operation.path())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            var described = new ArrayList<String>();
            operation.said().path("parameters").forEach(said -> {
                var parameter = document.resolved(said);
                assertThat(parameter.path("description").asText())
                        .as(said + " of " + operation)
                        .isNotBlank();
                if (parameter.path("in").asText().equals("path")) {
                    described.add(parameter.path("name").asText());
                }
            });
            assertThat(described).as(operation.toString()).containsExactlyElementsOf(inPath);
        }
    }

    @Test
    void everyErrorIsAProblemObjectWithItsCodes() {
        for (var operation : document.operations()) {
            operation.said().path("responses").properties().forEach(answer -> {
                assertThat(answer.getValue().path("description").asText())
                        .as(operation + " " + answer.getKey())
                        .isNotBlank();
                if (answer.getKey().startsWith("4")) {
                    var problem = answer.getValue().at("/content/application~1problem+json/schema");
                    assertThat(problem.at("/allOf/0/$ref").asText()).isEqualTo("#/components/schemas/Problem");
                    assertThat(problem.at("/allOf/1/properties/code/enum")).isNotEmpty();
                }
            });
        }
    }

    @Test
    void everyErrorCodeIsGivenBySomeRouteOrBeforeAnyRoute() {
        var given = new TreeSet<String>(Set.of("notFound", "methodNotAllowed", "addressTooLong", "headersTooLarge"));
        document.operations()
                .forEach(operation -> operation
                        .said()
                        .findValues("code")
                        .forEach(code -> code.path("enum").forEach(word -> given.add(word.asText()))));
        var said = new TreeSet<String>();
        document.tree().path("x-error-codes").fieldNames().forEachRemaining(said::add);

        assertThat(said).isEqualTo(given);
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() {
        var references = new TreeSet<>(document.tree().findValuesAsText("$ref"));
        assertThat(references)
                .allSatisfy(reference -> assertThat(
                                document.tree().at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        var components = new TreeSet<String>();
        document.tree().path("components").properties().forEach(kind -> {
            if (!kind.getKey().equals("securitySchemes")) {
                kind.getValue()
                        .fieldNames()
                        .forEachRemaining(name -> components.add("#/components/" + kind.getKey() + "/" + name));
            }
        });
        assertThat(components).isEqualTo(references);
    }

    @Test
    void everyBodyHasAnExampleAndItFits() {
        for (var operation : document.operations()) {
            if (operation.said().has("requestBody")) {
                var media = operation.said().at("/requestBody/content/application~1json");
                assertThat(media.has("example")).as("example of " + operation).isTrue();
                assertThat(document.misfits(bodySchema(operation), media.path("example")))
                        .as("example of " + operation)
                        .isEmpty();
            }
        }
    }

    @Test
    void everyExampleOfAParameterFits() {
        document.tree().at("/components/parameters").properties().forEach(parameter -> {
            if (parameter.getValue().has("example")) {
                assertThat(document.misfits(
                                "/components/parameters/" + parameter.getKey() + "/schema",
                                parameter.getValue().path("example")))
                        .as(parameter.getKey())
                        .isEmpty();
            }
        });
    }

    static String bodySchema(Operation operation) {
        return operation.pointer() + "/requestBody/content/application~1json/schema";
    }

    private static List<String> faultsOf(JsonNode tree) {
        var config = SchemaValidatorsConfig.builder().build();
        var schema = JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V202012,
                        builder -> builder.schemaLoaders(loaders -> loaders.schemas(specification())))
                .getSchema(SchemaLocation.of(SPECIFICATION + "schema/2022-10-07"), config);
        return schema.validate(tree.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .collect(Collectors.toList());
    }

    /** The official schema, from the library that carries it. */
    private static Map<String, String> specification() {
        return Map.of(SPECIFICATION + "schema/2022-10-07", resource("spec.openapis.org/oas/3.1/schema/2022-10-07"));
    }

    private static String resource(String path) {
        return new String(Resource.read(path), StandardCharsets.UTF_8);
    }
}
