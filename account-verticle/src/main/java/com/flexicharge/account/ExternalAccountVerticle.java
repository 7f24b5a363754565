package com.flexicharge.account;

import com.flexicharge.account.oidc.IssuerConfig;
import com.flexicharge.account.oidc.IssuerKeys;
import com.flexicharge.account.user.Departure;
import com.flexicharge.account.user.ProfileService;
import com.flexicharge.account.user.UserAdminRepository;
import com.flexicharge.account.user.UserRepository;
import com.flexicharge.shared.bus.Listening;
import com.flexicharge.shared.contract.account.AccountEndpoints;
import com.flexicharge.shared.contract.account.TokenEndpoints;
import com.flexicharge.shared.module.ModuleContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for accounts that an external issuer keeps: its keys, and the profile that we keep beside. */
final class ExternalAccountVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalAccountVerticle.class);

    private final ModuleContext process;
    private final IssuerConfig issuer;
    private List<Listening> listenings = List.of();

    ExternalAccountVerticle(ModuleContext process, IssuerConfig issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /** An issuer that is away now is only warned of: chargers charge without it. */
    @Override
    public Future<?> start() {
        var bus = process.bus();
        var clock = process.clock();
        var users = new UserRepository(process.database());
        var profiles = new ProfileService(users, clock);
        var departure = new Departure(users, new UserAdminRepository(process.database()), bus, clock);
        var keys = new IssuerKeys(vertx, issuer, clock);
        listenings = List.of(
                bus.answer(TokenEndpoints.GET_TRUSTED_KEYS, asked -> keys.get()),
                bus.answer(AccountEndpoints.GET_PROFILE, profiles::get),
                bus.answer(AccountEndpoints.CHANGE_PROFILE, profiles::change),
                bus.answer(AccountEndpoints.DELETE_ACCOUNT, departure::eraseProfile));
        LOG.info("Accounts are kept by {}", issuer.issuer());
        return keys.get().transform(tried -> Future.succeededFuture());
    }

    @Override
    public Future<?> stop() {
        return Future.join(listenings.stream().map(Listening::end).toList());
    }
}
