package com.flexicharge.launcher.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes an operation's error answers from the codes it names and those every route may give, status by status. */
final class ErrorAnswers {
    private static final String COMMON = "x-common-errors";

    private final ObjectNode whole;

    ErrorAnswers(ObjectNode whole) {
        this.whole = whole;
    }

    /** @param ofParameters codes for values its parameters do not take */
    void addTo(ObjectNode operation, String method, List<String> ofParameters) {
        var codes = new TreeSet<>(ofParameters);
        texts(operation.remove("x-errors")).forEach(codes::add);
        common("every").forEach(codes::add);
        if (operation.has("requestBody") || method.equals("post") || method.equals("put")) {
            common("body").forEach(codes::add);
        }
        if (operation.has("x-list")) {
            common("list").forEach(codes::add);
        }
        common(operation.path("x-access").asText()).forEach(codes::add);
        var byStatus = new TreeMap<String, List<String>>();
        codes.forEach(code -> statuses(operation, code)
                .forEach(status -> byStatus.computeIfAbsent(status, none -> new ArrayList<>())
                        .add(code)));
        byStatus.forEach((status, some) -> put(operation, status, some));
    }

    /** What was only for making answers goes. */
    void forget() {
        whole.remove(COMMON);
        whole.remove("x-headers-of-errors");
    }

    private List<String> common(String when) {
        return texts(whole.path(COMMON).get(when));
    }

    private List<String> statuses(ObjectNode operation, String code) {
        var statuses = whole.path("x-error-codes").path(code).path("status");
        if (!statuses.isArray()) {
            throw new DocumentException(
                    "The operation " + operation.path("operationId").asText() + " names the error " + code
                            + ", which no part of the API description has under x-error-codes.");
        }
        return texts(statuses);
    }

    private void put(ObjectNode operation, String status, List<String> codes) {
        var responses = operation.withObject("/responses");
        var answer = responses.get(status) instanceof ObjectNode said ? said : responses.putObject(status);
        if (!answer.has("description")) {
            answer.put("description", codes.stream().map(this::line).collect(Collectors.joining("\n")));
        }
        var headers = texts(whole.path("x-headers-of-errors").get(status));
        headers.forEach(name -> answer.withObject("/headers").set(name, WholeForm.reference("headers", name)));
        var schema = answer.withObject("/content")
                .putObject("application/problem+json")
                .putObject("schema");
        // Joined, not beside a reference: Swagger UI would show this member alone then.
        var joined = schema.putArray("allOf").add(WholeForm.reference("schemas", "Problem"));
        var known = joined.addObject().putObject("properties").putObject("code").putArray("enum");
        codes.forEach(known::add);
    }

    private String line(String code) {
        return "- `" + code + "`: "
                + whole.path("x-error-codes").path(code).path("meaning").asText();
    }

    private static List<String> texts(@Nullable JsonNode list) {
        return list == null ? List.of() : Yaml.texts(list);
    }
}
