package com.flexicharge.charger.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.QuirkEndpoints;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.AllMakeRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.GetMakeRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.GetQuirks;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.MakeRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.PutMakeRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.PutQuirks;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.Quirks;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.Body;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What chargers may do that OCPP does not allow, and what they did. */
public final class QuirkRoutes {
    private static final String BAD_RULE = "invalidRule";
    private static final String RULES = "rules";

    /** More than there are, so that one given twice is no fault. */
    private static final int MOST_RULES = 64;

    /** A pattern is longer than any vendor, model or firmware version OCPP allows (50). */
    private static final int MOST_CHARACTERS = 100;

    private final Bus bus;
    private final VisibleChargers visible;

    public QuirkRoutes(Bus bus) {
        this.bus = bus;
        this.visible = new VisibleChargers(bus);
    }

    public void register(HttpRoutes routes) {
        routes.get("/chargers/{connectorID}/quirks", Access.ADMIN, this::get)
                .put("/chargers/{connectorID}/quirks", Access.ADMIN, this::put)
                .get("/quirk-rules", Access.ADMIN, this::getMakes)
                .put("/quirk-rules", Access.ADMIN, this::putMakes);
    }

    private Future<HttpAnswer> get(HttpExchange exchange) {
        return visible.named(exchange)
                .compose(charger -> bus.ask(QuirkEndpoints.GET_QUIRKS, new GetQuirks(charger.connectorID())))
                .map(QuirkRoutes::ok);
    }

    private Future<HttpAnswer> put(HttpExchange exchange) {
        var body = exchange.body();
        var rules = rules(body);
        body.check();
        return visible.named(exchange)
                .compose(charger -> bus.ask(QuirkEndpoints.PUT_QUIRKS, new PutQuirks(charger.connectorID(), rules)))
                .map(QuirkRoutes::ok);
    }

    private Future<HttpAnswer> getMakes(HttpExchange exchange) {
        return bus.ask(QuirkEndpoints.GET_MAKE_RULES, new GetMakeRules()).map(QuirkRoutes::ok);
    }

    private Future<HttpAnswer> putMakes(HttpExchange exchange) {
        var makes = new ArrayList<MakeRules>();
        var items = exchange.bodyItems(QuirkEndpoints.MOST_MAKES);
        items.forEach(item -> makes.add(make(item)));
        items.stream().findFirst().ifPresent(Body::check);
        return bus.ask(QuirkEndpoints.PUT_MAKE_RULES, new PutMakeRules(makes)).map(QuirkRoutes::ok);
    }

    private static MakeRules make(Body item) {
        var vendor = item.optionalText("vendor", 1, MOST_CHARACTERS, "invalidVendor");
        var model = item.optionalText("model", 1, MOST_CHARACTERS, "invalidModel");
        var firmwareVersion = item.optionalText("firmwareVersion", 1, MOST_CHARACTERS, "invalidFirmwareVersion");
        var rules = rules(item);
        if (item.has(RULES) && rules.isEmpty()) {
            item.fault(RULES, BAD_RULE, "must name at least one rule");
        }
        return new MakeRules(vendor.orElse(null), model.orElse(null), firmwareVersion.orElse(null), rules);
    }

    private static Set<String> rules(Body body) {
        if (!body.has(RULES)) {
            body.fault(RULES, BAD_RULE, "is missing");
        }
        var names = body.optionalTexts(RULES, MOST_RULES, BAD_RULE).orElse(List.of());
        for (var i = 0; i < names.size(); i++) {
            if (!QuirkEndpoints.RULES.contains(names.get(i))) {
                body.fault(RULES + "/" + i, BAD_RULE, "is " + names.get(i) + ", which is no rule; " + known());
            }
        }
        return new TreeSet<>(names);
    }

    private static String known() {
        return "there are " + String.join(", ", new TreeSet<>(QuirkEndpoints.RULES));
    }

    private static HttpAnswer ok(Quirks quirks) {
        return HttpAnswer.ok(QuirksView.of(quirks));
    }

    private static HttpAnswer ok(AllMakeRules all) {
        return HttpAnswer.ok(all.makes().stream().map(MakeRulesView::of).toList());
    }
}
