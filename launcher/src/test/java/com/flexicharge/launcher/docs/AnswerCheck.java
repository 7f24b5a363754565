package com.flexicharge.launcher.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.launcher.docs.Document.Operation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether an answer is one the description tells of: its status, its content type, and every member of its body. All clients of the
 * end-to-end tests ask it about every answer they get.
 */
public final class AnswerCheck {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String ANY_PROBLEM = "/components/schemas/Problem";

    private final Document document;

    public AnswerCheck(Document document) {
        this.document = document;
    }

    /** @throws AssertionError with what the description lacks or the answer has wrong */
    public void check(String method, URI target, int status, Optional<String> contentType, JsonNode body) {
        var wrong = faults(method, target.getRawPath(), status, contentType, body);
        if (!wrong.isEmpty()) {
            throw new AssertionError(method + " " + target + " was answered " + status + " " + body
                    + ", which the API description does not tell of: " + String.join("; ", wrong));
        }
    }

    List<String> faults(String method, String path, int status, Optional<String> contentType, JsonNode body) {
        if (status == 503 && contentType.isEmpty()) {
            return List.of(); // From before there are routes, or where there are too many requests to look at one more.
        }
        var type = contentType.map(text -> text.split(";", 2)[0].strip());
        return find(method, segments(path))
                .map(operation -> faults(operation, status, type, body))
                .orElseGet(() -> status == 404 || status == 405 || status == 429 || status == 400
                        ? document.misfits(ANY_PROBLEM, body)
                        : List.of("there is no such route"));
    }

    private List<String> faults(Operation operation, int status, Optional<String> type, JsonNode body) {
        var answer = operation.said().path("responses").path(Integer.toString(status));
        if (answer.isMissingNode()) {
            return List.of("add the status to `responses` or its code to `x-errors` of "
                    + operation.said().path("operationId").asText());
        }
        var content = answer.path("content");
        if (content.isMissingNode()) {
            return type.isPresent() ? List.of("there should be no body") : List.of();
        }
        if (type.isEmpty() || !content.has(type.get())) {
            return List.of("the content type is " + type.orElse("missing"));
        }
        if (!type.get().equals(JSON) && !type.get().equals(PROBLEM)) {
            return List.of();
        }
        return document.misfits(
                operation.pointer() + "/responses/" + status + "/content/" + Document.escaped(type.get()) + "/schema",
                body);
    }

    /** As the server finds it: a literal segment wins, one after the other. */
    private Optional<Operation> find(String method, List<String> segments) {
        var asked = method.equals("HEAD") ? "GET" : method;
        List<Operation> left = new ArrayList<>(document.operations());
        left.removeIf(operation -> segments(operation.path()).size() != segments.size());
        return left.stream()
                .filter(operation -> fits(segments(operation.path()), segments))
                .min((one, other) -> pattern(one).compareTo(pattern(other)))
                .flatMap(best -> document.operation(asked, best.path()));
    }

    private static boolean fits(List<String> template, List<String> segments) {
        for (int i = 0; i < segments.size(); i++) {
            if (!isId(template.get(i)) && !template.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Earlier in the alphabet where literals come earlier. */
    private static String pattern(Operation operation) {
        var pattern = new StringBuilder();
        segments(operation.path()).forEach(segment -> pattern.append(isId(segment) ? 'b' : 'a'));
        return pattern.toString();
    }

    private static boolean isId(String segment) {
        return segment.startsWith("{");
    }

    private static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        for (var segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(segments.isEmpty() && segment.equals("transaction") ? "transactions" : segment);
            }
        }
        return segments;
    }
}
