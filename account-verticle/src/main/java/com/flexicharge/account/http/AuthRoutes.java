package com.flexicharge.account.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.account.AccountEndpoints;
import com.flexicharge.shared.contract.account.AccountEndpoints.ChangePassword;
import com.flexicharge.shared.contract.account.AccountEndpoints.ConfirmForgotPassword;
import com.flexicharge.shared.contract.account.AccountEndpoints.ForceChangePassword;
import com.flexicharge.shared.contract.account.AccountEndpoints.ForgotPassword;
import com.flexicharge.shared.contract.account.AccountEndpoints.SignIn;
import com.flexicharge.shared.contract.account.AccountEndpoints.SignInOutcome;
import com.flexicharge.shared.contract.account.AccountEndpoints.SignUp;
import com.flexicharge.shared.contract.account.AccountEndpoints.Verify;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.Body;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.PasswordChallenge;
import com.flexicharge.shared.http.TokenVerifier;
import io.vertx.core.Future;
import java.util.Optional;

/** Signing up and in, and passwords. Wrong ones are 400: a 401 tells apps that their token is no good. */
public final class AuthRoutes {
    private static final String BAD_TEXT = "InvalidParameterException";

    /** More than any address or password may have: those refuse what is too long themselves, in their own words. */
    private static final int LONGEST = 1000;

    private static final int LONGEST_TOKEN = 8192;

    private final Bus bus;
    private final TokenVerifier tokens;

    public AuthRoutes(Bus bus, TokenVerifier tokens) {
        this.bus = bus;
        this.tokens = tokens;
    }

    public void register(HttpRoutes routes) {
        routes.post("/auth/sign-up", Access.OPEN, this::signUp)
                .post("/auth/verify", Access.OPEN, this::verify)
                .post("/auth/sign-in", Access.OPEN, exchange -> signIn(exchange, false))
                .post("/auth/forgot-password/{username}", Access.OPEN, this::forgotPassword)
                .post("/auth/confirm-forgot-password", Access.OPEN, this::confirmForgotPassword)
                .post("/auth/change-password", Access.OPEN, this::changePassword)
                .post("/auth/force-change-password", Access.OPEN, exchange -> forceChangePassword(exchange, false))
                .post("/admin/sign-in", Access.OPEN, exchange -> signIn(exchange, true))
                .post("/admin/force-change-password", Access.OPEN, exchange -> forceChangePassword(exchange, true));
    }

    private Future<HttpAnswer> signUp(HttpExchange exchange) {
        var body = exchange.body();
        var wanted = new SignUp(
                text(body, "username"),
                text(body, "password"),
                optional(body, "name").orElse(""),
                optional(body, "family_name").orElse(""),
                exchange.remoteAddress());
        body.check();
        return bus.ask(AccountEndpoints.SIGN_UP, wanted)
                .map(done -> HttpAnswer.message(200, "A code was sent to " + wanted.username() + "."));
    }

    private Future<HttpAnswer> verify(HttpExchange exchange) {
        var body = exchange.body();
        var said = new Verify(text(body, "username"), text(body, "code"), exchange.remoteAddress());
        body.check();
        return bus.ask(AccountEndpoints.VERIFY, said).map(done -> HttpAnswer.message(200, "The account is verified."));
    }

    private Future<HttpAnswer> signIn(HttpExchange exchange, boolean adminsOnly) {
        var body = exchange.body();
        var said = new SignIn(text(body, "username"), text(body, "password"), adminsOnly, exchange.remoteAddress());
        body.check();
        return signedIn(AccountEndpoints.SIGN_IN, said);
    }

    private Future<HttpAnswer> forceChangePassword(HttpExchange exchange, boolean adminsOnly) {
        var body = exchange.body();
        var said = new ForceChangePassword(
                text(body, "username"),
                text(body, "password"),
                text(body, "session"),
                adminsOnly,
                exchange.remoteAddress());
        body.check();
        return signedIn(AccountEndpoints.FORCE_CHANGE_PASSWORD, said);
    }

    private <Q extends Record> Future<HttpAnswer> signedIn(Endpoint<Q, SignInOutcome> endpoint, Q said) {
        return bus.ask(endpoint, said).compose(outcome -> {
            if (outcome.session() != null) {
                return Future.failedFuture(PasswordChallenge.of(outcome.session()));
            }
            return Future.succeededFuture(
                    HttpAnswer.ok(SignedInView.of(outcome)).header("cache-control", "no-store"));
        });
    }

    private Future<HttpAnswer> forgotPassword(HttpExchange exchange) {
        exchange.body();
        return bus.ask(
                        AccountEndpoints.FORGOT_PASSWORD,
                        new ForgotPassword(exchange.path("username"), exchange.remoteAddress()))
                .map(done -> HttpAnswer.message(200, "If there is such an account, a code was sent to it."));
    }

    private Future<HttpAnswer> confirmForgotPassword(HttpExchange exchange) {
        var body = exchange.body();
        var said = new ConfirmForgotPassword(
                text(body, "username"),
                text(body, "password"),
                text(body, "confirmationCode"),
                exchange.remoteAddress());
        body.check();
        return bus.ask(AccountEndpoints.CONFIRM_FORGOT_PASSWORD, said)
                .map(done -> HttpAnswer.message(200, "The password was changed."));
    }

    private Future<HttpAnswer> changePassword(HttpExchange exchange) {
        var body = exchange.body();
        var inBody = body.optionalText("accessToken", 1, LONGEST_TOKEN, BAD_TEXT);
        var previous = text(body, "previousPassword");
        var next = text(body, "newPassword");
        body.check();
        return caller(exchange, inBody)
                .compose(caller -> bus.ask(
                        AccountEndpoints.CHANGE_PASSWORD,
                        new ChangePassword(caller.userID(), previous, next, exchange.remoteAddress())))
                .map(done -> HttpAnswer.message(200, "The password was changed."));
    }

    /** One app sends its token in the body and no header. */
    private Future<Caller> caller(HttpExchange exchange, Optional<String> inBody) {
        return exchange.maybeCaller()
                .map(Future::succeededFuture)
                .orElseGet(() -> inBody.or(exchange::bearerToken)
                        .map(tokens::verify)
                        .orElseGet(() -> Future.failedFuture(TokenVerifier.missing())));
    }

    private static String text(Body body, String name) {
        return body.requiredText(name, 1, LONGEST, BAD_TEXT);
    }

    private static Optional<String> optional(Body body, String name) {
        return body.optionalText(name, 0, 255, BAD_TEXT);
    }
}
