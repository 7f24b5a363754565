package com.flexicharge.account.user;

import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.account.AccountEndpoints.ChangeProfile;
import com.flexicharge.shared.contract.account.AccountEndpoints.GetProfile;
import com.flexicharge.shared.contract.account.AccountEndpoints.Profile;
import com.flexicharge.shared.contract.account.TokenEndpoints.GetStanding;
import com.flexicharge.shared.contract.account.TokenEndpoints.Standing;
import io.vertx.core.Future;
import java.time.Clock;

/** What a person tells of themselves. */
public final class ProfileService {
    private final UserRepository users;
    private final Clock clock;

    public ProfileService(UserRepository users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /** Somebody we know nothing of has an empty profile: a token of an external issuer comes before its row. */
    public Future<Profile> get(GetProfile asked) {
        return users.find(asked.userID())
                .map(found -> found.map(StoredUser::profile)
                        .orElseGet(() -> new Profile(asked.userID(), null, "", "", "", "", "", "", "")));
    }

    public Future<Done> change(ChangeProfile change) {
        return users.changeProfile(change, clock.instant()).map(Done.DONE);
    }

    public Future<Standing> standing(GetStanding asked) {
        return users.stands(asked.userID(), asked.version()).map(Standing::new);
    }
}
