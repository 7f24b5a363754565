package com.flexicharge.launcher.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes out what the parts say in short, so that what every route has is said once and readers get plain OpenAPI:
 *
 * <ul>
 *   <li>a schema, a parameter or a header named by its bare name is a reference to the component; {@code [Name]} is a list of them
 *   <li>{@code schema} and {@code example} of a body or an answer are its JSON content
 *   <li>{@code x-exact: [names]} in a schema: all members but these are always there, and there are no others; {@code
 *       x-members} the same where others join them
 *   <li>an id in a path has the parameter {@code path.<id>}; {@code x-list} adds those of lists
 *   <li>{@code x-errors} of an operation and of its parameters become answers, with those that every route may give
 * </ul>
 */
final class WholeForm {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
    private static final Pattern ID = Pattern.compile("\\{([A-Za-z0-9]+)}");

    private final ObjectNode whole;
    private final ErrorAnswers errors;

    /** @param parts put together; changed by this */
    WholeForm(ObjectNode parts) {
        this.whole = parts;
        this.errors = new ErrorAnswers(parts);
    }

    ObjectNode write() {
        whole.path("components").path("schemas").forEach(WholeForm::exact);
        whole.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey()) && operation.getValue() instanceof ObjectNode known) {
                        operation(path.getKey(), operation.getKey(), known);
                    }
                }));
        errors.forget();
        whole.path("components").path("parameters").forEach(parameter -> {
            if (parameter instanceof ObjectNode known) {
                known.remove("x-errors");
            }
        });
        return whole;
    }

    private void operation(String path, String method, ObjectNode operation) {
        if (operation.path("x-access").asText().equals("open")) {
            operation.putArray("security");
        }
        parameters(path, operation);
        var body = operation.get("requestBody");
        if (body instanceof ObjectNode known) {
            content(known);
            if (!known.has("required")) {
                known.put("required", true);
            }
        }
        operation.path("responses").properties().forEach(answer -> {
            if (answer.getValue() instanceof ObjectNode known) {
                content(known);
                headers(known, answer.getKey(), operation.has("x-list"));
            }
        });
        if (method.equals("get")) {
            unchanged(operation);
        }
        errors.addTo(operation, method, codesOfParameters(operation));
        operation.remove("x-list");
        operation.path("parameters").forEach(parameter -> ((ObjectNode) parameter).remove("x-errors"));
    }

    /** What is read has a validator, and is not sent again to whoever has it. */
    private static void unchanged(ObjectNode operation) {
        var answers = operation.path("responses");
        if (answers.has("200") && !answers.has("304") && answers instanceof ObjectNode known) {
            known.putObject("304").put("description", "It is as it was: If-None-Match names its ETag.");
        }
    }

    private static void parameters(String path, ObjectNode operation) {
        var all = new ArrayList<JsonNode>();
        var ids = ID.matcher(path);
        while (ids.find()) {
            all.add(reference("parameters", "path." + ids.group(1)));
        }
        operation
                .path("parameters")
                .forEach(said -> all.add(said.isTextual() ? reference("parameters", said.asText()) : said));
        if (operation.has("x-list")) {
            var order = operation.path("x-list").asText();
            all.add(reference("parameters", order.equals("whole") ? "limitOfWhole" : "limit"));
            all.add(reference("parameters", order.equals("desc") ? "orderDescending" : "order"));
            all.add(reference("parameters", "cursor"));
        }
        if (!all.isEmpty()) {
            operation.set("parameters", array(all));
        }
    }

    private List<String> codesOfParameters(ObjectNode operation) {
        var codes = new ArrayList<String>();
        operation.path("parameters").forEach(parameter -> {
            var pointer = parameter.path("$ref").asText("#").substring(1);
            var said = pointer.isEmpty() ? parameter : whole.at(pointer);
            said.path("x-errors").forEach(code -> codes.add(code.asText()));
        });
        return codes;
    }

    private static void headers(ObjectNode answer, String status, boolean list) {
        var headers = new ArrayList<String>();
        answer.path("headers").forEach(name -> headers.add(name.asText()));
        if (list && status.equals("200")) {
            headers.add("Link");
        }
        if (!headers.isEmpty()) {
            var written = answer.putObject("headers");
            headers.forEach(name -> written.set(name, reference("headers", name)));
        }
    }

    private static void content(ObjectNode holder) {
        var schema = holder.remove("schema");
        var example = holder.remove("example");
        if (schema != null) {
            var media = holder.withObject("/content").putObject("application/json");
            media.set("schema", schema(schema));
            if (example != null) {
                media.set("example", example);
            }
        }
    }

    private static JsonNode schema(JsonNode said) {
        if (said.isTextual()) {
            return reference("schemas", said.asText());
        }
        if (said.isArray()) {
            var list = Yaml.object().put("type", "array");
            list.set("items", reference("schemas", said.path(0).asText()));
            return list;
        }
        exact(said);
        return said;
    }

    private static void exact(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            require(object, object.remove("x-members"));
            if (require(object, object.remove("x-exact"))) {
                object.put("additionalProperties", false);
            }
        }
        schema.forEach(WholeForm::exact);
    }

    private static boolean require(ObjectNode object, @Nullable JsonNode optional) {
        if (optional == null) {
            return false;
        }
        var names = Yaml.texts(optional);
        var required = object.putArray("required");
        object.path("properties").fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                required.add(name);
            }
        });
        return true;
    }

    static ObjectNode reference(String kind, String name) {
        return Yaml.object().put("$ref", "#/components/" + kind + "/" + name);
    }

    private static ArrayNode array(List<? extends JsonNode> items) {
        return Yaml.object().putArray("items").addAll(items);
    }
}
