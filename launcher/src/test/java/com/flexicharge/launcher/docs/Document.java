package com.flexicharge.launcher.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The whole description, of all modules, as tests ask it: which operations there are, and whether JSON fits a schema in it. */
public final class Document {
    private static final String ADDRESS = "https://flexicharge.example/openapi.json";
    private static final List<String> METHODS = List.of("get", "put", "post", "delete");

    /** Made once for all tests of a run: it says the same to all of them. */
    private static final Document WHOLE =
            new Document(ApiDocument.of(List.of("account", "charger", "transaction", "livemetrics", "ocpp"))
                    .tree());

    private final ObjectNode tree;
    private final JsonSchemaFactory schemas;
    private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();

    /** @param pointer to it in the document */
    public record Operation(String method, String path, String pointer, JsonNode said) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public static Document whole() {
        return WHOLE;
    }

    Document(ObjectNode tree) {
        this.tree = tree;
        var text = tree.toString();
        this.schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, text))));
    }

    JsonNode tree() {
        return tree;
    }

    public List<Operation> operations() {
        var all = new ArrayList<Operation>();
        tree.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        all.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                "/paths/" + escaped(path.getKey()) + "/" + method.getKey(),
                                method.getValue()));
                    }
                }));
        return all;
    }

    Optional<Operation> operation(String method, String path) {
        return operations().stream()
                .filter(operation ->
                        operation.method().equals(method) && operation.path().equals(path))
                .findFirst();
    }

    /** What is said, or what it refers to. */
    JsonNode resolved(JsonNode said) {
        return said.has("$ref") ? tree.at(said.path("$ref").asText().substring(1)) : said;
    }

    /** @return what does not fit the schema at this place */
    List<String> misfits(String pointer, JsonNode value) {
        var schema = known.computeIfAbsent(pointer, this::schema);
        return schema.validate(value, run -> run.getExecutionConfig().setFormatAssertionsEnabled(true)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private JsonSchema schema(String pointer) {
        var config = SchemaValidatorsConfig.builder().build();
        return schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + encoded(pointer)), config);
    }

    static String escaped(String member) {
        return member.replace("~", "~0").replace("/", "~1");
    }

    /** A pointer as part of an address. */
    private static String encoded(String pointer) {
        return pointer.replace("{", "%7B").replace("}", "%7D");
    }
}
