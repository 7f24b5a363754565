package com.flexicharge.account.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.account.UserAttribute;
import com.flexicharge.shared.contract.account.UserEndpoints;
import com.flexicharge.shared.contract.account.UserEndpoints.DeleteUser;
import com.flexicharge.shared.contract.account.UserEndpoints.EnableUser;
import com.flexicharge.shared.contract.account.UserEndpoints.GetUser;
import com.flexicharge.shared.contract.account.UserEndpoints.ListUsers;
import com.flexicharge.shared.contract.account.UserEndpoints.MakeUser;
import com.flexicharge.shared.contract.account.UserEndpoints.ResetPassword;
import com.flexicharge.shared.contract.account.UserEndpoints.SetPassword;
import com.flexicharge.shared.contract.account.UserEndpoints.User;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.Body;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Administration of people, under two paths: {@code /admin/users} for those who charge, {@code /admin} for those who administer. They
 * differ by what is listed, what is made, and the form a single one is shown in.
 */
public final class UserAdminRoutes {
    private static final String BAD = "InvalidParameterException";
    private static final int LONGEST = 1000;
    private static final int PAGE = 60;

    private final Bus bus;

    public UserAdminRoutes(Bus bus) {
        this.bus = bus;
    }

    public void register(HttpRoutes routes) {
        register(routes, "/admin/users", Role.USER, NamedUserInformation::of);
        register(routes, "/admin", Role.ADMIN, CognitoUser::single);
        routes.post("/admin/set-user-password", Access.ADMIN, this::setPassword)
                .post("/admin/set-admin-password", Access.ADMIN, this::setPassword)
                .post("/admin/reset-user-password/{username}", Access.ADMIN, this::resetPassword);
    }

    private void register(HttpRoutes routes, String path, Role role, Function<User, Object> shown) {
        routes.get(path, Access.ADMIN, exchange -> list(exchange, role))
                .post(path, Access.ADMIN, exchange -> make(exchange, role))
                .get(path + "/{username}", Access.ADMIN, exchange -> get(exchange, shown))
                .put(path + "/{username}", Access.ADMIN, exchange -> change(exchange, shown))
                .delete(path + "/{username}", Access.ADMIN, this::delete)
                .put(path + "/{username}/enable", Access.ADMIN, exchange -> enable(exchange, true))
                .put(path + "/{username}/disable", Access.ADMIN, exchange -> enable(exchange, false));
    }

    private Future<HttpAnswer> list(HttpExchange exchange, Role role) {
        var query = exchange.query();
        int limit = query.integer("limit", 1, PAGE, "invalidLimit").orElse(PAGE);
        var attribute = query.word("filter_attribute", UserAttribute::of, BAD, "sub, email, name, family_name or role");
        var prefix = query.text("filter_value", BAD);
        var after = query.word(
                "pagination_token", UserAdminRoutes::userIDIn, BAD, "what the answer before named NextToken");
        query.check();
        var asked = new ListUsers(role, attribute.orElse(null), prefix.orElse(null), after.orElse(null), limit + 1);
        return bus.ask(UserEndpoints.LIST_USERS, asked).map(found -> HttpAnswer.ok(page(found.users(), limit)));
    }

    private static CognitoUser.Page page(List<User> found, int limit) {
        var shown = found.stream().limit(limit).toList();
        var next = found.size() > limit ? token(shown.get(limit - 1)) : null;
        return new CognitoUser.Page(shown.stream().map(CognitoUser::listed).toList(), next);
    }

    private static String token(User last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.profile().userID().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> userIDIn(String token) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Future<HttpAnswer> make(HttpExchange exchange, Role role) {
        var body = exchange.body();
        var username = text(body, "username");
        var password = role == Role.USER
                ? Optional.of(text(body, "password"))
                : body.optionalText("password", 1, LONGEST, BAD);
        var wanted = new MakeUser(
                username,
                password.orElse(null),
                body.optionalText("name", 0, 255, BAD).orElse(""),
                body.optionalText("family_name", 0, 255, BAD).orElse(""),
                role);
        body.check();
        return bus.ask(UserEndpoints.MAKE_USER, wanted)
                .map(made -> HttpAnswer.json(201, new CognitoUser.Made(CognitoUser.listed(made))));
    }

    private Future<HttpAnswer> get(HttpExchange exchange, Function<User, Object> shown) {
        return bus.ask(UserEndpoints.GET_USER, new GetUser(exchange.path("username")))
                .map(shown)
                .map(HttpAnswer::ok);
    }

    private Future<HttpAnswer> change(HttpExchange exchange, Function<User, Object> shown) {
        var change = ChangeUserForm.read(exchange.path("username"), exchange.json());
        return bus.ask(UserEndpoints.CHANGE_USER, change).map(shown).map(HttpAnswer::ok);
    }

    private Future<HttpAnswer> delete(HttpExchange exchange) {
        return bus.ask(UserEndpoints.DELETE_USER, new DeleteUser(exchange.path("username")))
                .map(done -> HttpAnswer.message(200, "The account was deleted."));
    }

    private Future<HttpAnswer> enable(HttpExchange exchange, boolean enabled) {
        exchange.body();
        return bus.ask(UserEndpoints.ENABLE_USER, new EnableUser(exchange.path("username"), enabled))
                .map(done -> HttpAnswer.message(200, "The account was " + (enabled ? "enabled." : "disabled.")));
    }

    private Future<HttpAnswer> setPassword(HttpExchange exchange) {
        var body = exchange.body();
        var wanted = new SetPassword(text(body, "username"), text(body, "password"));
        body.check();
        return bus.ask(UserEndpoints.SET_PASSWORD, wanted)
                .map(done -> HttpAnswer.message(200, "The password was set."));
    }

    private Future<HttpAnswer> resetPassword(HttpExchange exchange) {
        exchange.body();
        return bus.ask(UserEndpoints.RESET_PASSWORD, new ResetPassword(exchange.path("username")))
                .map(done -> HttpAnswer.message(200, "A code for a new password was sent."));
    }

    private static String text(Body body, String name) {
        return body.requiredText(name, 1, LONGEST, BAD);
    }
}
