package com.flexicharge.launcher.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.launcher.page.Resource;
import java.util.List;
import java.util.stream.Stream;

/**
 * The description of the HTTP API of the modules that run here, in OpenAPI 3.1. Each module has its part in its own jar, as {@code
 * openapi/<name>.yaml}; what all share is in {@code shared.yaml}, what the process itself answers in {@code launcher.yaml}.
 *
 * @param tree nobody changes it
 */
public record ApiDocument(ObjectNode tree) {
    /**
     * Reads the parts, which blocks.
     *
     * @throws DocumentException if a part is missing or does not fit the others
     */
    public static ApiDocument of(List<String> modules) {
        var parts = new Parts();
        Stream.of(List.of("shared"), modules, List.of("launcher"))
                .flatMap(List::stream)
                .forEach(name -> parts.add(name, Yaml.read(name, part("openapi/" + name + ".yaml"))));
        return new ApiDocument(new WholeForm(parts.whole()).write());
    }

    /** Name, statuses and meaning of each error code. */
    public JsonNode errorCodes() {
        return tree.path("x-error-codes");
    }

    private static byte[] part(String path) {
        return Resource.find(path)
                .orElseThrow(
                        () -> new DocumentException(
                                "There is no " + path + " on the class path. Build the module it"
                                        + " belongs to again; a new module needs this file, which describes what it answers over HTTP."));
    }
}
