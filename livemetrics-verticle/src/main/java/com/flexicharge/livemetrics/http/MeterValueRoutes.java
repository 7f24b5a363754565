package com.flexicharge.livemetrics.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.SearchReadings;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.StoredReading;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.UserSessions;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.ListRules;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored readings of a session, for its owner. */
public final class MeterValueRoutes {
    private final Bus bus;

    public MeterValueRoutes(Bus bus) {
        this.bus = bus;
    }

    private record MeterValue(
            @JsonIgnore long readingNo,
            @Nullable Instant readingAt,
            Instant receivedAt,
            long energyWh,
            int percent,
            @Nullable Integer powerW) {
        static MeterValue of(StoredReading reading) {
            return new MeterValue(
                    reading.readingNo(),
                    reading.readingAt(),
                    reading.receivedAt(),
                    reading.energyWh(),
                    reading.percent(),
                    reading.powerW());
        }
    }

    public void register(HttpRoutes routes) {
        routes.get("/transactions/{transactionID}/meter-values", Access.USER, this::list);
        routes.alias("/transaction", "/transactions");
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        int transactionID = exchange.pathNumber("transactionID", "invalidTransactionId");
        var query = exchange.query();
        @Nullable Instant from = query.instant("from", "invalidFrom").orElse(null);
        @Nullable Instant to = query.instant("to", "invalidTo").orElse(null);
        var rules = query.list(false);
        query.check();
        return bus.ask(TransactionEndpoints.GET, new UserSessions.Get(exchange.caller(), transactionID))
                .map(owned -> new SearchReadings(owned.transactionID(), from, to, rules.pageRequest()))
                .compose(search -> bus.ask(LivemetricsEndpoints.SEARCH_READINGS, search))
                .map(found -> answer(found.readings(), rules));
    }

    private static HttpAnswer answer(List<StoredReading> readings, ListRules rules) {
        return rules.page(readings.stream().map(MeterValue::of).toList(), MeterValue::readingNo);
    }
}
