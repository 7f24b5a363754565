package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All routes as a tree of segments. Filled while the process starts, then only read. */
final class RouteTable implements HttpRoutes {
    private final Node root = new Node();
    private final Map<List<String>, List<String>> aliases = new HashMap<>();

    /** What follows after one more segment. */
    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();

        @Nullable
        Node id;

        final Map<HttpMethod, Route> methods = new HashMap<>();

        Node child(String templateSegment) {
            if (!Route.isId(templateSegment)) {
                return literals.computeIfAbsent(templateSegment, literal -> new Node());
            }
            var child = id == null ? new Node() : id;
            id = child;
            return child;
        }
    }

    /**
     * @param values      of the ids in the path
     * @param primaryPath the path asked for, under its primary name, for links
     */
    record Match(Route route, Map<String, String> values, String primaryPath) {}

    @Override
    public HttpRoutes on(HttpMethod method, String path, Access access, RouteOptions options, RouteHandler handler) {
        var route = new Route(method, Route.template(path), access, options, handler);
        var node = root;
        for (var segment : route.template()) {
            node = node.child(segment);
        }
        if (node.methods.putIfAbsent(method, route) != null) {
            throw new IllegalArgumentException(method + " " + path + " has a handler already");
        }
        return this;
    }

    @Override
    public HttpRoutes alias(String alias, String primary) {
        aliases.put(Route.template(alias), Route.template(primary));
        return this;
    }

    /**
     * @throws Refusal NOT_FOUND {@code notFound} for an unknown path
     * @throws Problem.Failure 405 for a known path that does not answer this method
     */
    Match find(HttpMethod method, String path) {
        var segments = primary(PathRules.segments(path));
        var node = walk(root, segments, 0);
        if (node == null) {
            throw Refusal.of(Reason.NOT_FOUND, "notFound", "There is nothing at this path.");
        }
        var route = node.methods.get(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
        if (route == null) {
            throw Problem.methodNotAllowed(method.name(), allowed(node)).asFailure();
        }
        return new Match(route, route.values(segments), PathRules.path(segments));
    }

    /** Goes back to the id where the literal leads nowhere: {@code /chargers/serial} is a charger called "serial". */
    private static @Nullable Node walk(Node node, List<String> segments, int depth) {
        if (depth == segments.size()) {
            return node.methods.isEmpty() ? null : node;
        }
        var literal = node.literals.get(segments.get(depth));
        var found = literal == null ? null : walk(literal, segments, depth + 1);
        return found != null || node.id == null ? found : walk(node.id, segments, depth + 1);
    }

    private List<String> primary(List<String> segments) {
        for (var alias : aliases.entrySet()) {
            int length = alias.getKey().size();
            if (segments.size() >= length && segments.subList(0, length).equals(alias.getKey())) {
                var renamed = new ArrayList<>(alias.getValue());
                renamed.addAll(segments.subList(length, segments.size()));
                return renamed;
            }
        }
        return segments;
    }

    private static String allowed(Node node) {
        var methods = new TreeSet<>(Set.of("OPTIONS"));
        node.methods.keySet().forEach(method -> methods.add(method.name()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }
}
