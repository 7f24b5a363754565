package com.flexicharge.charger.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.flexicharge.charger.Faults;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.AddProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ChangeProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.GetProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.GetProfiles;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.Profiles;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.RemoveProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.StoredProfile;
import com.flexicharge.shared.http.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The charging profiles that operators keep. Changing or removing one changes nothing at the chargers that have it. */
public final class ProfileService {
    private final ProfileRepository profiles;
    private final Clock clock;

    public ProfileService(ProfileRepository profiles, Clock clock) {
        this.profiles = profiles;
        this.clock = clock;
    }

    public Future<StoredProfile> add(AddProfile wanted) {
        check(wanted.description(), wanted.profile());
        return profiles.add(wanted, clock.instant());
    }

    public Future<StoredProfile> change(ChangeProfile change) {
        check(change.description(), change.profile());
        return profiles.change(change, clock.instant()).compose(ProfileService::found);
    }

    public Future<Done> remove(RemoveProfile ask) {
        return profiles.remove(ask.chargingProfileID())
                .compose(removed -> removed ? Future.succeededFuture(Done.DONE) : Future.failedFuture(notFound()));
    }

    public Future<StoredProfile> get(GetProfile ask) {
        return profiles.find(ask.chargingProfileID()).compose(ProfileService::found);
    }

    public Future<Profiles> list(GetProfiles ask) {
        return profiles.list(ask).map(Profiles::new);
    }

    private static void check(@Nullable String description, @Nullable String profile) {
        var faults = new Faults();
        if (description != null) {
            faults.unless(
                    description.codePointCount(0, description.length()) <= 100
                            && !description.isEmpty()
                            && description.indexOf('\0') < 0,
                    "description",
                    "invalidDescription",
                    "description must have 1 to 100 characters");
        }
        if (profile != null) {
            ProfileForm.flaws(json(profile))
                    .forEach(flaw -> faults.unless(
                            false,
                            "profile" + flaw.pointer(),
                            "invalidProfile",
                            "profile" + flaw.pointer() + " " + flaw.rule()));
        }
        faults.check();
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(Buffer.buffer(text));
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static Future<StoredProfile> found(Optional<StoredProfile> profile) {
        return profile.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(notFound()));
    }

    private static Refusal notFound() {
        return Refusal.of(Reason.NOT_FOUND, "chargingProfileNotFound", "There is no such charging profile.");
    }
}
