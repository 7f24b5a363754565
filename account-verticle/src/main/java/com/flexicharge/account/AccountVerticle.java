package com.flexicharge.account;

import com.flexicharge.account.attempt.Attempts;
import com.flexicharge.account.code.Codes;
import com.flexicharge.account.mail.DevelopmentPost;
import com.flexicharge.account.mail.Post;
import com.flexicharge.account.mail.SmtpPost;
import com.flexicharge.account.password.PasswordHashes;
import com.flexicharge.account.token.SigningKeys;
import com.flexicharge.account.user.Departure;
import com.flexicharge.account.user.FirstAdministrator;
import com.flexicharge.account.user.PasswordService;
import com.flexicharge.account.user.ProfileService;
import com.flexicharge.account.user.SignInService;
import com.flexicharge.account.user.SignUpService;
import com.flexicharge.account.user.UserAdminRepository;
import com.flexicharge.account.user.UserAdminService;
import com.flexicharge.account.user.UserRepository;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.bus.Listening;
import com.flexicharge.shared.contract.account.AccountEndpoints;
import com.flexicharge.shared.contract.account.TokenEndpoints;
import com.flexicharge.shared.contract.account.TokenEndpoints.TrustedKey;
import com.flexicharge.shared.contract.account.TokenEndpoints.TrustedKeys;
import com.flexicharge.shared.contract.account.UserEndpoints;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.Repeated;
import com.flexicharge.shared.module.WorkAtHand;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for accounts. One instance a process: what takes time here is hashing, on threads of its own, and the database. */
final class AccountVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AccountVerticle.class);
    private static final Duration KEYS_LOOK = Duration.ofMinutes(1);
    private static final Duration SWEEP = Duration.ofMinutes(5);

    private final ModuleContext process;
    private final AccountConfig config;
    private final Bus bus;
    private final WorkAtHand work = new WorkAtHand();
    private final List<Listening> listenings = new ArrayList<>();

    AccountVerticle(ModuleContext process, AccountConfig config) {
        this.process = process;
        this.config = config;
        this.bus = process.bus();
    }

    @Override
    public Future<?> start() {
        var database = process.database();
        var clock = process.clock();
        var keys = new SigningKeys(vertx, database, clock, config.issuer().toString(), config.tokenLife());
        var users = new UserRepository(database);
        var hashes = new PasswordHashes(vertx);
        var attempts = new Attempts(database, clock);
        var codes = new Codes(database, clock);
        var post = post();
        return keys.refresh()
                .compose(read -> firstAdministrator(new FirstAdministrator(users, hashes, clock)))
                .onSuccess(ready -> {
                    var signUp = new SignUpService(users, attempts, codes, hashes, post, clock);
                    answer(AccountEndpoints.SIGN_UP, signUp::signUp);
                    answer(AccountEndpoints.VERIFY, signUp::verify);
                    var signIn = new SignInService(users, attempts, hashes, keys, clock);
                    answer(AccountEndpoints.SIGN_IN, signIn::signIn);
                    answer(AccountEndpoints.FORCE_CHANGE_PASSWORD, signIn::forceChange);
                    var passwords = new PasswordService(users, attempts, codes, hashes, post, clock);
                    answer(AccountEndpoints.FORGOT_PASSWORD, passwords::forgot);
                    answer(AccountEndpoints.CONFIRM_FORGOT_PASSWORD, passwords::confirmForgot);
                    answer(AccountEndpoints.CHANGE_PASSWORD, passwords::change);
                    var profiles = new ProfileService(users, clock);
                    answer(AccountEndpoints.GET_PROFILE, profiles::get);
                    answer(AccountEndpoints.CHANGE_PROFILE, profiles::change);
                    var accounts = new UserAdminRepository(database);
                    var departure = new Departure(users, accounts, bus, clock);
                    answer(AccountEndpoints.DELETE_ACCOUNT, departure::delete);
                    var admin = new UserAdminService(accounts, hashes, passwords, departure, post, clock);
                    answer(UserEndpoints.LIST_USERS, admin::list);
                    answer(UserEndpoints.GET_USER, admin::get);
                    answer(UserEndpoints.MAKE_USER, admin::make);
                    answer(UserEndpoints.CHANGE_USER, admin::change);
                    answer(UserEndpoints.ENABLE_USER, admin::enable);
                    answer(UserEndpoints.DELETE_USER, admin::delete);
                    answer(UserEndpoints.SET_PASSWORD, admin::setPassword);
                    answer(UserEndpoints.RESET_PASSWORD, admin::resetPassword);
                    answer(TokenEndpoints.GET_STANDING, profiles::standing);
                    answer(TokenEndpoints.GET_TRUSTED_KEYS, asked -> Future.succeededFuture(trusted(keys)));
                    Repeated.start(vertx, KEYS_LOOK, "Reading the signing keys", keys::refresh);
                    Repeated.start(vertx, SWEEP, "Forgetting attempts that are over", attempts::sweep);
                    Repeated.start(
                            vertx,
                            SWEEP,
                            "Forgetting challenges that are over",
                            () -> users.sweepChallenges(clock.instant()));
                });
    }

    /** Takes no more questions, and is done when those at hand are answered. */
    @Override
    public Future<?> stop() {
        return Future.join(listenings.stream().map(Listening::end).toList()).transform(ended -> work.done());
    }

    private Future<Void> firstAdministrator(FirstAdministrator first) {
        return config.firstAdmin()
                .map(named -> first.make(named.username(), named.password()))
                .orElseGet(() -> config.localDatabase() ? first.makeLocal() : first.advise());
    }

    private Post post() {
        return config.mailServer()
                .<Post>map(server -> new SmtpPost(vertx, server))
                .orElseGet(() -> {
                    LOG.warn(
                            "Open for development: letters with codes and passwords go to this log and to {} (MAIL_URL is not set)",
                            config.mailFolder());
                    return new DevelopmentPost(vertx, config.mailFolder(), process.clock());
                });
    }

    private static TrustedKeys trusted(SigningKeys keys) {
        return new TrustedKeys(
                keys.issuer(),
                "",
                "roles",
                "admin",
                true,
                keys.publicKeys().stream()
                        .map(key -> new TrustedKey(key.getString("kid"), key.encode()))
                        .toList());
    }

    private <Q extends Record, A extends Record> void answer(Endpoint<Q, A> endpoint, Function<Q, Future<A>> service) {
        listenings.add(bus.answer(endpoint, asked -> work.track(service.apply(asked))));
    }
}
