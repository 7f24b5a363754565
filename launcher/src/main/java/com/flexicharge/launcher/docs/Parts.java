package com.flexicharge.launcher.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Puts the parts of the description together. Each part is an OpenAPI document of its own that only has what is its module's; what
 * two parts both say is a fault, because nobody could tell which of them holds.
 */
final class Parts {
    /** Whose entries come from many parts; everything else is said in one. */
    private static final Set<String> GATHERED = Set.of("paths", "components", "x-error-codes");

    private final ObjectNode whole = Yaml.object();

    /** @param name of the module, for faults */
    void add(String name, ObjectNode part) {
        part.properties().forEach(member -> {
            if (member.getKey().equals("tags")) {
                whole.withArray("/tags").addAll(list(name, member.getValue()));
            } else if (GATHERED.contains(member.getKey())) {
                // Paths have methods and components have kinds, each with entries below; codes are entries.
                int depth = member.getKey().equals("x-error-codes") ? 1 : 2;
                gather(name, "/" + member.getKey(), whole.withObject("/" + member.getKey()), member.getValue(), depth);
            } else {
                put(name, "/" + member.getKey(), whole, member.getKey(), member.getValue());
            }
        });
    }

    ObjectNode whole() {
        return whole;
    }

    private static void gather(String name, String where, ObjectNode into, JsonNode from, int depth) {
        from.properties().forEach(member -> {
            var place = where + "/" + member.getKey();
            if (depth > 1 && into.get(member.getKey()) instanceof ObjectNode known) {
                gather(name, place, known, member.getValue(), depth - 1);
            } else {
                put(name, place, into, member.getKey(), member.getValue().deepCopy());
            }
        });
    }

    private static void put(String name, String where, ObjectNode into, String key, JsonNode value) {
        if (into.has(key)) {
            throw new DocumentException("openapi/" + name + ".yaml says " + where
                    + ", which another part of the API description says too. Take it out of one of them.");
        }
        into.set(key, value);
    }

    private static List<JsonNode> list(String name, JsonNode tags) {
        if (!tags.isArray()) {
            throw new DocumentException("The tags in openapi/" + name + ".yaml are no list.");
        }
        return Yaml.items(tags);
    }
}
