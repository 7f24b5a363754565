package com.flexicharge.charger.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.JobEndpoints;
import com.flexicharge.shared.contract.charger.JobEndpoints.GetJobs;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;

/** The longer work a charger was given, and what it said of it. */
public final class JobRoutes {
    private final Bus bus;
    private final VisibleChargers visible;

    public JobRoutes(Bus bus) {
        this.bus = bus;
        this.visible = new VisibleChargers(bus);
    }

    public void register(HttpRoutes routes) {
        routes.get("/chargers/{connectorID}/jobs", Access.ADMIN, this::list);
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var kind = query.word("kind", JobKind::ofWord, "invalidKind", "firmware, diagnostics, log or signedFirmware");
        var rules = query.list(false);
        query.check();
        return visible.named(exchange)
                .compose(charger -> bus.ask(
                        JobEndpoints.GET_JOBS,
                        new GetJobs(charger.connectorID(), kind.orElse(null), rules.pageRequest())))
                .map(found -> rules.page(found.jobs().stream().map(JobView::of).toList(), JobView::jobID));
    }
}
