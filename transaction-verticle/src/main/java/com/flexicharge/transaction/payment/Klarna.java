package com.flexicharge.transaction.payment;

import com.flexicharge.shared.http.JsonClient;
import com.flexicharge.shared.http.JsonClient.Answer;
import com.flexicharge.transaction.payment.ProviderFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Klarna Payments and Klarna Order Management, as their public API describes them. */
public final class Klarna implements PaymentProvider {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 10;
    private static final String KEY = "Klarna-Idempotency-Key";
    private static final String PAYMENTS = "/payments/v1";
    private static final String ORDERS = "/ordermanagement/v1/orders/";
    private static final Set<String> OVER = Set.of("CANCELLED", "EXPIRED", "CLOSED");

    private final JsonClient client;
    private final KlarnaConfig config;
    private final String authorization;

    public Klarna(Vertx vertx, KlarnaConfig config) {
        this.client = new JsonClient(vertx, CONNECTIONS, DEADLINE);
        this.config = config;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(config.token().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return "klarna";
    }

    @Override
    public Future<Opened> open(String reference, String what, long amountOre, Duration within) {
        return ask(HttpMethod.POST, PAYMENTS + "/sessions", Map.of(), purchase(reference, what, amountOre), within)
                .map(answer -> new Opened(text(answer, "session_id"), text(answer, "client_token")));
    }

    @Override
    public Future<String> order(String authorizationToken, String reference, String what, long amountOre, String key) {
        return ask(
                        HttpMethod.POST,
                        PAYMENTS + "/authorizations/" + encoded(authorizationToken) + "/order",
                        Map.of(KEY, key),
                        purchase(reference, what, amountOre),
                        DEADLINE)
                .map(answer -> {
                    if ("REJECTED".equals(answer.getValue("fraud_status"))) {
                        throw new ProviderFailure(Kind.REFUSED, "it sees a fraud");
                    }
                    return text(answer, "order_id");
                });
    }

    @Override
    public Future<Order> get(String orderID) {
        return ask(HttpMethod.GET, ORDERS + encoded(orderID), Map.of(), null, DEADLINE)
                .map(answer -> new Order(
                        number(answer, "order_amount"),
                        number(answer, "captured_amount"),
                        OVER.contains(String.valueOf(answer.getValue("status")))));
    }

    @Override
    public Future<Void> changeAmount(String orderID, String what, long amountOre) {
        var change = new JsonObject().put("order_amount", amountOre).put("order_lines", lines(what, amountOre));
        return ask(HttpMethod.PATCH, ORDERS + encoded(orderID) + "/authorization", Map.of(), change, DEADLINE)
                .mapEmpty();
    }

    @Override
    public Future<Void> capture(String orderID, long amountOre, String key) {
        var capture = new JsonObject().put("captured_amount", amountOre);
        return ask(HttpMethod.POST, ORDERS + encoded(orderID) + "/captures", Map.of(KEY, key), capture, DEADLINE)
                .mapEmpty();
    }

    @Override
    public Future<Void> cancel(String orderID) {
        return ask(HttpMethod.POST, ORDERS + encoded(orderID) + "/cancel", Map.of(), null, DEADLINE)
                .mapEmpty();
    }

    /** Prices are totals: how much of them is tax is not ours to know, so none is stated. */
    private static JsonObject purchase(String reference, String what, long amountOre) {
        return new JsonObject()
                .put("intent", "buy")
                .put("purchase_country", "SE")
                .put("purchase_currency", "SEK")
                .put("locale", "sv-SE")
                .put("order_amount", amountOre)
                .put("order_tax_amount", 0)
                .put("order_lines", lines(what, amountOre))
                .put("merchant_reference1", reference);
    }

    private static JsonArray lines(String what, long amountOre) {
        return new JsonArray()
                .add(new JsonObject()
                        .put("type", "digital")
                        .put("name", what)
                        .put("quantity", 1)
                        .put("unit_price", amountOre)
                        .put("tax_rate", 0)
                        .put("total_amount", amountOre)
                        .put("total_tax_amount", 0));
    }

    private Future<JsonObject> ask(
            HttpMethod method, String path, Map<String, String> headers, @Nullable JsonObject body, Duration within) {
        var all = new HashMap<>(headers);
        all.put("authorization", authorization);
        return client.send(method, URI.create(config.url() + path), all, Optional.ofNullable(body), within)
                .recover(failure -> Future.failedFuture(ProviderFailure.of(failure)))
                .compose(Klarna::checked);
    }

    private static Future<JsonObject> checked(Answer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return Future.succeededFuture(answer.body().orElseGet(JsonObject::new));
        }
        var code = answer.body()
                .map(body -> body.getValue("error_code"))
                .filter(String.class::isInstance)
                .map(word -> " " + word)
                .orElse("");
        return Future.failedFuture(new ProviderFailure(kind(status, code), "it answered " + status + code));
    }

    /** A 403 that names its reason is about the order; one that does not is about us. Too many requests say nothing of this one. */
    private static Kind kind(int status, String code) {
        if (status == 401 || (status == 403 && code.isEmpty())) {
            return Kind.NOT_AUTHORIZED;
        }
        if (status == 403) {
            return Kind.NOT_GRANTED;
        }
        return status >= 400 && status < 500 && status != 408 && status != 429 ? Kind.REFUSED : Kind.UNCLEAR;
    }

    private static String text(JsonObject answer, String name) {
        if (answer.getValue(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new ProviderFailure(Kind.UNCLEAR, "its answer has no " + name);
    }

    private static long number(JsonObject answer, String name) {
        if (answer.getValue(name) instanceof Number number) {
            return number.longValue();
        }
        throw new ProviderFailure(Kind.UNCLEAR, "its answer has no " + name);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
