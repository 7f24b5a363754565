package com.flexicharge.shared.contract.charger;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.PageRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Charging profiles that operators keep, and which of them chargers were given (OCPP 1.6 §3.13). */
public interface ChargingProfileEndpoints {
    /**
     * @param chargingProfileID the number on the wire
     * @param description       1…100 characters, no two alike
     * @param profile           JSON object in OCPP's words, its numbers as they were entered, without number and transaction
     */
    record StoredProfile(int chargingProfileID, String description, String profile) {}

    record AddProfile(String description, String profile) {}

    /** Absent members stay as they are. */
    record ChangeProfile(
            int chargingProfileID,
            @Nullable String description,
            @Nullable String profile) {}

    record RemoveProfile(int chargingProfileID) {}

    record GetProfile(int chargingProfileID) {}

    record GetProfiles(
            @Nullable String description, @Nullable String purpose, PageRequest page) {}

    record Profiles(List<StoredProfile> profiles) {
        public Profiles {
            profiles = List.copyOf(profiles);
        }
    }

    /** A charger accepted SetChargingProfile. It replaces what the charger had there with the same number, or the same purpose and level. */
    record ProfileSet(
            int connectorID,
            int connector,
            int chargingProfileID,
            String purpose,
            int stackLevel,
            @Nullable Integer transactionID,
            Instant at) {}

    /**
     * A charger accepted ClearChargingProfile; absent criteria match everything (OCPP 1.6 §5.5). Told again, or late, it leaves alone
     * what was set after it.
     */
    record ProfilesCleared(
            int connectorID,
            @Nullable Integer chargingProfileID,
            @Nullable Integer connector,
            @Nullable String purpose,
            @Nullable Integer stackLevel,
            Instant at) {}

    record GetAppliedProfiles(int connectorID) {}

    record AppliedProfile(
            int connector,
            int chargingProfileID,
            String purpose,
            int stackLevel,
            @Nullable Integer transactionID,
            Instant setAt) {}

    record AppliedProfiles(List<AppliedProfile> profiles) {
        public AppliedProfiles {
            profiles = List.copyOf(profiles);
        }
    }

    Endpoint<AddProfile, StoredProfile> ADD_PROFILE =
            Endpoint.of("charger.addChargingProfile", AddProfile.class, StoredProfile.class);
    Endpoint<ChangeProfile, StoredProfile> CHANGE_PROFILE =
            Endpoint.of("charger.changeChargingProfile", ChangeProfile.class, StoredProfile.class);
    Endpoint<RemoveProfile, Done> REMOVE_PROFILE =
            Endpoint.of("charger.removeChargingProfile", RemoveProfile.class, Done.class);
    /** Fails with {@code NOT_FOUND chargingProfileNotFound}. */
    Endpoint<GetProfile, StoredProfile> GET_PROFILE =
            Endpoint.of("charger.getChargingProfile", GetProfile.class, StoredProfile.class);

    Endpoint<GetProfiles, Profiles> GET_PROFILES =
            Endpoint.of("charger.getChargingProfiles", GetProfiles.class, Profiles.class);
    Endpoint<ProfileSet, Done> PROFILE_SET = Endpoint.of("charger.chargingProfileSet", ProfileSet.class, Done.class);
    Endpoint<ProfilesCleared, Done> PROFILES_CLEARED =
            Endpoint.of("charger.chargingProfilesCleared", ProfilesCleared.class, Done.class);
    Endpoint<GetAppliedProfiles, AppliedProfiles> GET_APPLIED_PROFILES =
            Endpoint.of("charger.getAppliedProfiles", GetAppliedProfiles.class, AppliedProfiles.class);
}
