package com.flexicharge.charger.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.charger.profile.ProfileForm;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.AddProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ChangeProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.GetAppliedProfiles;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.GetProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.GetProfiles;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.RemoveProfile;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.Body;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.Json;
import io.vertx.core.Future;
import java.util.Optional;

/** Charging profiles over HTTP, and which of them a charger has. */
public final class ChargingProfileRoutes {
    private static final String PROFILE = "profile";
    private static final String BAD_PROFILE = "invalidProfile";
    private static final String DESCRIPTION = "description";
    private static final String BAD_DESCRIPTION = "invalidDescription";
    private static final int DESCRIPTION_MAX = 100;

    private final Bus bus;
    private final VisibleChargers visible;

    public ChargingProfileRoutes(Bus bus) {
        this.bus = bus;
        this.visible = new VisibleChargers(bus);
    }

    public void register(HttpRoutes routes) {
        routes.get("/charging-profiles", Access.ADMIN, this::list)
                .get("/charging-profiles/{chargingProfileID}", Access.ADMIN, this::get)
                .post("/charging-profiles", Access.ADMIN, this::add)
                .put("/charging-profiles/{chargingProfileID}", Access.ADMIN, this::change)
                .delete("/charging-profiles/{chargingProfileID}", Access.ADMIN, this::remove)
                .get("/chargers/{connectorID}/charging-profiles", Access.ADMIN, this::applied);
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var description = query.text(DESCRIPTION, DESCRIPTION_MAX, BAD_DESCRIPTION);
        var purpose = query.word(
                "purpose",
                word -> Optional.of(word).filter(ProfileForm.PURPOSES::contains),
                "invalidPurpose",
                "ChargePointMaxProfile, TxDefaultProfile or TxProfile");
        var rules = query.list(false);
        query.check();
        var ask = new GetProfiles(description.orElse(null), purpose.orElse(null), rules.pageRequest());
        return bus.ask(ChargingProfileEndpoints.GET_PROFILES, ask)
                .map(found -> rules.page(
                        found.profiles().stream().map(ChargingProfileView::of).toList(),
                        ChargingProfileView::chargingProfileId));
    }

    private Future<HttpAnswer> get(HttpExchange exchange) {
        return bus.ask(ChargingProfileEndpoints.GET_PROFILE, new GetProfile(id(exchange)))
                .map(found -> HttpAnswer.ok(ChargingProfileView.of(found)));
    }

    private Future<HttpAnswer> add(HttpExchange exchange) {
        var body = exchange.body();
        var description = body.requiredText(DESCRIPTION, 1, DESCRIPTION_MAX, BAD_DESCRIPTION);
        if (!body.has(PROFILE) || body.isNull(PROFILE)) {
            body.fault(PROFILE, BAD_PROFILE, "is missing");
        }
        var profile = profile(body);
        body.check();
        return bus.ask(ChargingProfileEndpoints.ADD_PROFILE, new AddProfile(description, profile.orElseThrow()))
                .map(added -> HttpAnswer.created(
                        "/charging-profiles/" + added.chargingProfileID(), ChargingProfileView.of(added)));
    }

    private Future<HttpAnswer> change(HttpExchange exchange) {
        var id = id(exchange);
        var body = exchange.body();
        var description = body.optionalText(DESCRIPTION, 1, DESCRIPTION_MAX, BAD_DESCRIPTION);
        var profile = profile(body);
        body.check();
        return bus.ask(
                        ChargingProfileEndpoints.CHANGE_PROFILE,
                        new ChangeProfile(id, description.orElse(null), profile.orElse(null)))
                .map(changed -> HttpAnswer.ok(ChargingProfileView.of(changed)));
    }

    private Future<HttpAnswer> remove(HttpExchange exchange) {
        return bus.ask(ChargingProfileEndpoints.REMOVE_PROFILE, new RemoveProfile(id(exchange)))
                .map(done -> HttpAnswer.noContent());
    }

    private Future<HttpAnswer> applied(HttpExchange exchange) {
        return visible.named(exchange)
                .compose(charger -> bus.ask(
                        ChargingProfileEndpoints.GET_APPLIED_PROFILES, new GetAppliedProfiles(charger.connectorID())))
                .map(found -> HttpAnswer.ok(
                        found.profiles().stream().map(AppliedProfileView::of).toList()));
    }

    /** Looked at here too, so that what is wrong with it is told together with the rest. */
    private static Optional<String> profile(Body body) {
        var profile = body.optionalObject(PROFILE);
        profile.map(ProfileForm::flaws)
                .ifPresent(
                        flaws -> flaws.forEach(flaw -> body.fault(PROFILE + flaw.pointer(), BAD_PROFILE, flaw.rule())));
        return profile.map(ChargingProfileRoutes::text);
    }

    private static String text(JsonNode profile) {
        return Json.write(profile).toString();
    }

    private static int id(HttpExchange exchange) {
        return exchange.pathNumber("chargingProfileID", "invalidChargingProfileId");
    }
}
