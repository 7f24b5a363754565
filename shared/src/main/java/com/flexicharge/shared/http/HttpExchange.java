package com.flexicharge.shared.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request as a route sees it: checked for access, its body read. Whatever is wrong with the input is thrown as a
 * {@link Refusal}, which a handler lets pass.
 */
public final class HttpExchange {
    private final HttpServerRequest request;
    private final Map<String, String> pathValues;
    private final Optional<Caller> caller;
    private final Buffer body;
    private final String requestId;
    private final String remoteAddress;

    HttpExchange(
            HttpServerRequest request,
            Map<String, String> pathValues,
            Optional<Caller> caller,
            Buffer body,
            String requestId,
            String remoteAddress) {
        this.request = request;
        this.pathValues = Map.copyOf(pathValues);
        this.caller = caller;
        this.body = body;
        this.requestId = requestId;
        this.remoteAddress = remoteAddress;
    }

    /** @throws IllegalStateException on an open route: there it is {@link #maybeCaller()} that one asks */
    public Caller caller() {
        return caller.orElseThrow(() -> new IllegalStateException("An open route has no certain caller"));
    }

    public Optional<Caller> maybeCaller() {
        return caller;
    }

    /**
     * @param ownerUserID absent for what nobody owns, which is for admins only
     * @throws Refusal FORBIDDEN {@code notOwner} unless the caller owns it or is an admin
     */
    public void requireOwner(Optional<String> ownerUserID) {
        boolean allowed =
                caller().isAdmin() || ownerUserID.filter(caller()::owns).isPresent();
        if (!allowed) {
            throw Refusal.of(Reason.FORBIDDEN, "notOwner", "This belongs to somebody else.");
        }
    }

    /**
     * @param code of the refusal for anything but decimal digits of 1…2147483647
     */
    public int pathNumber(String name, String code) {
        return Numbers.parse(path(name), 1, Integer.MAX_VALUE)
                .map(Math::toIntExact)
                .orElseThrow(() -> Refusal.invalid(
                        name + " must be a whole number between 1 and 2147483647.",
                        List.of(new Refusal.Fault("/path/" + name, code))));
    }

    /** The percent-decoded segment, never empty and without control characters; it may hold a slash. */
    public String path(String name) {
        var value = pathValues.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The path of this route has no {" + name + "}");
        }
        return value;
    }

    /** A new reading with its own faults at each call. */
    public Query query() {
        return new Query(request.uri());
    }

    /** The body as an object, {@code {}} if there is none; a new reading with its own faults at each call. */
    public Body body() {
        return object(json(), "", new Faults(), "The body must be a JSON object.");
    }

    /** The body as a list of objects that share their faults: one {@code check()}, of any of them, tells all. */
    public List<Body> bodyItems(int maxItems) {
        var json = json();
        if (!json.isArray() || json.size() > maxItems) {
            throw wrongType("The body must be a list of at most " + maxItems + " objects.");
        }
        var faults = new Faults();
        var items = new ArrayList<Body>(json.size());
        for (JsonNode item : json) {
            items.add(object(item, "/" + items.size(), faults, "Each item of the list must be a JSON object."));
        }
        return items;
    }

    /** The body as it stands, {@code {}} if there is none; for payloads that belong to another standard. */
    public JsonNode json() {
        return BodyReader.parse(body);
    }

    /**
     * For an open route that reads tokens itself.
     *
     * @throws Refusal UNAUTHENTICATED if the header holds something else than a bearer token
     */
    public Optional<String> bearerToken() {
        return BearerToken.inHeader(request);
    }

    /** Taken over from the client or made; 1…64 characters, safe in a log line. */
    public String requestId() {
        return requestId;
    }

    /** The client's IP address; behind a trusted proxy, the one the proxy saw. */
    public String remoteAddress() {
        return remoteAddress;
    }

    public Optional<String> header(CharSequence name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** Of what was asked for: the same for the same request under any of its names, and for no other. */
    Buffer fingerprint(String route) {
        var path = new TreeMap<>(pathValues).toString();
        var query = Optional.ofNullable(request.query()).orElse("");
        return Buffer.buffer(Fingerprint.of(Buffer.buffer(route), Buffer.buffer(path), Buffer.buffer(query), body));
    }

    /** What a list that is the same for everybody, or for every admin, depends on. */
    String filterSet() {
        var parameters = new TreeMap<>(new QueryStringDecoder(request.uri()).parameters());
        var isAdmin = caller.filter(Caller::isAdmin).isPresent();
        return PathRules.path(PathRules.segments(request.path())) + parameters + isAdmin;
    }

    /** As the client will be told of this failure. */
    HttpAnswer problem(Throwable failure) {
        return Problem.of(failure, requestId).toAnswer(request.path());
    }

    private static Body object(JsonNode json, String pointer, Faults faults, String otherwise) {
        if (json instanceof ObjectNode object) {
            return new Body(object, pointer, faults);
        }
        throw wrongType(otherwise);
    }

    private static Refusal wrongType(String message) {
        return Refusal.invalid(message, List.of(new Refusal.Fault("", Body.WRONG_TYPE)));
    }
}
