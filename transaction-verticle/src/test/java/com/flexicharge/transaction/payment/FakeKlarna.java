package com.flexicharge.transaction.payment;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Klarna as its public API describes it, with orders that remember what was done to them, and faults on demand. */
public final class FakeKlarna implements AutoCloseable {
    public static final String LOGIN = "shop:hunter2";

    /** What goes wrong with the next request of one kind. */
    public enum Mishap {
        /** Nothing is done. */
        REFUSED,
        /** Nothing is done. */
        BROKEN,
        /** Nothing is done: the login is not known. */
        UNKNOWN_LOGIN,
        /** It is done, and the answer is lost. */
        LOST_ANSWER,
        /** It is done, and the answer comes when nobody waits any more. */
        LATE_ANSWER
    }

    public static final class Order {
        public long amount;
        public long captured;
        public String status = "AUTHORIZED";
        public final String reference;
        private final Map<String, Long> captures = new HashMap<>();

        Order(long amount, String reference) {
            this.amount = amount;
            this.reference = reference;
        }

        /** How often money was taken. */
        public int captures() {
            return captures.size();
        }
    }

    public final Map<String, Order> orders = new LinkedHashMap<>();
    public final List<String> asked = new ArrayList<>();
    /** What a larger amount than was held is answered with. */
    public volatile boolean grantsMore = true;

    private final Map<String, Deque<Mishap>> mishaps = new HashMap<>();
    private final Map<String, String> ordersByToken = new HashMap<>();
    private final WireMockServer server;

    public FakeKlarna() {
        server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .extensions(new Behaviour()));
        server.start();
        server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse()));
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** @param kind session, order, get, amount, capture or cancel */
    public synchronized void next(String kind, Mishap... these) {
        mishaps.computeIfAbsent(kind, none -> new ArrayDeque<>()).addAll(List.of(these));
    }

    public synchronized Order only() {
        if (orders.size() != 1) {
            throw new AssertionError("There are " + orders.size() + " orders");
        }
        return orders.values().iterator().next();
    }

    public synchronized long times(String kind) {
        return asked.stream().filter(kind::equals).count();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Behaviour implements ResponseTransformerV2 {
        @Override
        public String getName() {
            return "klarna";
        }

        @Override
        public Response transform(Response response, ServeEvent event) {
            synchronized (FakeKlarna.this) {
                var request = event.getRequest();
                var path = request.getUrl().split("/");
                var kind = kind(request.getMethod().getName(), path);
                asked.add(kind);
                var login = "Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));
                if (!login.equals(request.getHeader("authorization"))) {
                    return answer(response, 401, new JsonObject());
                }
                var text = request.getBodyAsString();
                var body = text.isEmpty() ? new JsonObject() : new JsonObject(text);
                var mishap = mishaps.getOrDefault(kind, new ArrayDeque<>()).poll();
                if (mishap == null) {
                    return done(response, kind, path, body, request.getHeader("Klarna-Idempotency-Key"));
                }
                return switch (mishap) {
                    case REFUSED -> answer(response, 400, new JsonObject().put("error_code", "BAD_VALUE"));
                    case BROKEN -> answer(response, 503, new JsonObject());
                    case UNKNOWN_LOGIN -> answer(response, 401, new JsonObject());
                    case LOST_ANSWER ->
                        Response.Builder.like(
                                        done(response, kind, path, body, request.getHeader("Klarna-Idempotency-Key")))
                                .but()
                                .fault(Fault.CONNECTION_RESET_BY_PEER)
                                .build();
                    case LATE_ANSWER ->
                        Response.Builder.like(
                                        done(response, kind, path, body, request.getHeader("Klarna-Idempotency-Key")))
                                .but()
                                .incrementInitialDelay(12_000)
                                .build();
                };
            }
        }
    }

    private static String kind(String method, String[] path) {
        var last = path[path.length - 1];
        return switch (last) {
            case "sessions" -> "session";
            case "order" -> "order";
            case "authorization" -> "amount";
            case "captures" -> "capture";
            case "cancel" -> "cancel";
            default -> method.equals("GET") ? "get" : "unknown";
        };
    }

    private Response done(Response response, String kind, String[] path, JsonObject body, String key) {
        return switch (kind) {
            case "session" ->
                answer(
                        response,
                        200,
                        new JsonObject()
                                .put("session_id", "session-" + times("session"))
                                .put("client_token", "a.long.token-" + times("session")));
            case "order" -> order(response, path[4], body);
            case "get" ->
                withOrder(
                        response,
                        path[4],
                        order -> answer(
                                response,
                                200,
                                new JsonObject()
                                        .put("order_id", path[4])
                                        .put("status", order.status)
                                        .put("order_amount", order.amount)
                                        .put("captured_amount", order.captured)));
            case "amount" -> withOrder(response, path[4], order -> amount(response, order, body));
            case "capture" -> withOrder(response, path[4], order -> capture(response, order, body, key));
            case "cancel" ->
                withOrder(response, path[4], order -> {
                    order.status = "CANCELLED";
                    return answer(response, 204, new JsonObject());
                });
            default -> answer(response, 404, new JsonObject().put("error_code", "NOT_FOUND"));
        };
    }

    /** An authorization becomes one order, however often it is asked for. */
    private Response order(Response response, String token, JsonObject body) {
        if (token.equals("fraud")) {
            return answer(response, 200, new JsonObject().put("order_id", "f").put("fraud_status", "REJECTED"));
        }
        var orderID = ordersByToken.computeIfAbsent(token, first -> "order-" + (orders.size() + 1));
        orders.computeIfAbsent(
                orderID, id -> new Order(body.getLong("order_amount"), body.getString("merchant_reference1")));
        return answer(response, 200, new JsonObject().put("order_id", orderID).put("fraud_status", "ACCEPTED"));
    }

    private Response amount(Response response, Order order, JsonObject body) {
        long wanted = body.getLong("order_amount");
        if (wanted > order.amount && !grantsMore) {
            return answer(response, 403, new JsonObject().put("error_code", "NOT_ALLOWED"));
        }
        order.amount = wanted;
        return answer(response, 204, new JsonObject());
    }

    private static Response capture(Response response, Order order, JsonObject body, String key) {
        long wanted = body.getLong("captured_amount");
        if (!order.captures.containsKey(key)) {
            if (!order.status.equals("AUTHORIZED") || order.captured + wanted > order.amount) {
                return answer(response, 403, new JsonObject().put("error_code", "CAPTURE_NOT_ALLOWED"));
            }
            order.captures.put(key, wanted);
            order.captured += wanted;
            order.status = "CAPTURED";
        }
        return answer(response, 201, new JsonObject());
    }

    private Response withOrder(Response response, String orderID, Function<Order, Response> work) {
        var order = orders.get(orderID);
        return order == null
                ? answer(response, 404, new JsonObject().put("error_code", "NO_SUCH_ORDER"))
                : work.apply(order);
    }

    private static Response answer(Response response, int status, JsonObject body) {
        return Response.Builder.like(response)
                .but()
                .status(status)
                .headers(new HttpHeaders(HttpHeader.httpHeader("content-type", "application/json")))
                .body(status == 204 ? "" : body.encode())
                .build();
    }
}
