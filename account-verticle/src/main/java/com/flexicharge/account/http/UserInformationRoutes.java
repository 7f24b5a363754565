package com.flexicharge.account.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.account.AccountEndpoints;
import com.flexicharge.shared.contract.account.AccountEndpoints.ChangeProfile;
import com.flexicharge.shared.contract.account.AccountEndpoints.DeleteAccount;
import com.flexicharge.shared.contract.account.AccountEndpoints.GetProfile;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.Body;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What people tell of themselves, and that they go. */
public final class UserInformationRoutes {
    private static final int LONGEST = 255;

    private final Bus bus;

    public UserInformationRoutes(Bus bus) {
        this.bus = bus;
    }

    public void register(HttpRoutes routes) {
        routes.get("/auth/user-information", Access.USER, this::get)
                .put("/auth/user-information", Access.USER, this::change)
                .delete("/auth/delete-user", Access.USER, this::delete)
                .post("/auth/delete-user", Access.USER, this::delete);
    }

    private Future<HttpAnswer> get(HttpExchange exchange) {
        return bus.ask(
                        AccountEndpoints.GET_PROFILE,
                        new GetProfile(exchange.caller().userID()))
                .map(profile -> HttpAnswer.ok(UserInformation.of(profile)));
    }

    private Future<HttpAnswer> change(HttpExchange exchange) {
        var body = exchange.body();
        var change = new ChangeProfile(
                exchange.caller().userID(),
                text(body, "firstName"),
                text(body, "lastName"),
                text(body, "phoneNumber"),
                text(body, "streetAddress"),
                text(body, "zipCode"),
                text(body, "city"),
                text(body, "country"));
        body.check();
        return bus.ask(AccountEndpoints.CHANGE_PROFILE, change).map(done -> HttpAnswer.noContent());
    }

    private Future<HttpAnswer> delete(HttpExchange exchange) {
        exchange.body();
        return bus.ask(
                        AccountEndpoints.DELETE_ACCOUNT,
                        new DeleteAccount(exchange.caller().userID()))
                .map(done -> HttpAnswer.message(200, "The account was deleted."));
    }

    private static @Nullable String text(Body body, String name) {
        return body.optionalText(name, 0, LONGEST, "InvalidParameterException").orElse(null);
    }
}
