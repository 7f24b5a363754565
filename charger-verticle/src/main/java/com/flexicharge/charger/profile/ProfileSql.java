package com.flexicharge.charger.profile;

import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.AppliedProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.StoredProfile;
import com.flexicharge.shared.db.Times;
import io.vertx.sqlclient.Row;

/** Statements on charging profiles. The column of type json travels as text, so that nobody writes its numbers anew. */
final class ProfileSql {
    private static final String COLUMNS = "charging_profile_id, description, profile::text as profile_text";

    /** POST /charging-profiles. */
    static final String ADD = """
            insert into charger.charging_profiles (description, profile, created_at, updated_at)
            values ($1, $2::text::json, $3, $3)
            returning %s""".formatted(COLUMNS);

    /** PUT /charging-profiles/{id}: what is absent stays. */
    static final String CHANGE = """
            update charger.charging_profiles set
                description = coalesce($2, description),
                profile = coalesce($3::text::json, profile),
                updated_at = $4
            where charging_profile_id = $1
            returning %s""".formatted(COLUMNS);

    /** DELETE /charging-profiles/{id}. */
    static final String REMOVE = "delete from charger.charging_profiles where charging_profile_id = $1";

    /** GET /charging-profiles/{id}, and every operator's command that names a stored profile. */
    static final String FIND = "select " + COLUMNS + " from charger.charging_profiles where charging_profile_id = $1";

    /** GET /charging-profiles; null: no such filter, no limit, from the start. */
    private static final String LIST = """
            select %s from charger.charging_profiles
            where ($1::text is null or description = $1) and ($2::text is null or profile ->> 'chargingProfilePurpose' = $2)
              and ($3::bigint is null or charging_profile_id %s $3)
            order by charging_profile_id %s
            limit $4::int""";

    static final String LIST_ASCENDING = LIST.formatted(COLUMNS, ">", "asc");
    static final String LIST_DESCENDING = LIST.formatted(COLUMNS, "<", "desc");

    /** CHARGING_PROFILE_SET: one at a time a charger. No row: no such charger. */
    static final String LOCK_CHARGER = "select 1 from charger.chargers where connector_id = $1 for no key update";

    /**
     * CHARGING_PROFILE_SET: what the charger replaced by it (OCPP 1.6 §3.13.2, §5.16): the profile of the same number wherever it
     * was, and that of the same purpose and level on the connector. Nothing that was set later: this may be told late, or again.
     */
    static final String REPLACE = """
            delete from charger.applied_profiles
            where connector_id = $1 and set_at <= $6
              and (charging_profile_id = $3 or (connector = $2 and purpose = $4 and stack_level = $5))""";

    static final String SET = """
            insert into charger.applied_profiles
                (connector_id, connector, charging_profile_id, purpose, stack_level, set_at, transaction_id)
            select $1, $2, $3, $4, $5, $6, $7
            where not exists (
                select 1 from charger.applied_profiles
                where connector_id = $1
                  and (charging_profile_id = $3 or (connector = $2 and purpose = $4 and stack_level = $5)))""";

    /** CHARGING_PROFILES_CLEARED: what met all the criteria that are given (OCPP 1.6 §5.5) when the charger cleared it. */
    static final String CLEAR = """
            delete from charger.applied_profiles
            where connector_id = $1 and ($2::int is null or charging_profile_id = $2)
              and ($3::int is null or connector = $3) and ($4::text is null or purpose = $4)
              and ($5::int is null or stack_level = $5) and set_at <= $6""";

    /** A session's own profiles are gone with it (OCPP 1.6 §3.13.1). */
    static final String FORGET_SESSIONS = "delete from charger.applied_profiles where transaction_id = any($1::int[])";

    /** GET /chargers/{connectorID}/charging-profiles. */
    static final String APPLIED = """
            select connector, charging_profile_id, purpose, stack_level, transaction_id, set_at
            from charger.applied_profiles where connector_id = $1
            order by connector, purpose, stack_level, charging_profile_id""";

    private ProfileSql() {}

    static StoredProfile stored(Row row) {
        return new StoredProfile(
                row.getInteger("charging_profile_id"), row.getString("description"), row.getString("profile_text"));
    }

    static AppliedProfile applied(Row row) {
        return new AppliedProfile(
                row.getInteger("connector"),
                row.getInteger("charging_profile_id"),
                row.getString("purpose"),
                row.getInteger("stack_level"),
                row.getInteger("transaction_id"),
                Times.instant(row, "set_at"));
    }
}
