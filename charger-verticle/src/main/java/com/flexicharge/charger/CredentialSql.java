package com.flexicharge.charger;

/** Statements on what chargers must present when they connect. */
final class CredentialSql {
    /**
     * PUT /chargers/{connectorID}/credentials: an operator's word ends every password before it, and may also lower the profile, also of who has
     * the charger now.
     */
    static final String SET = """
            update charger.chargers set
                password_hash = $2, previous_password_hash = null, previous_valid_until = null,
                security_profile = coalesce($3, security_profile), socket_profile = 0
            where connector_id = $1 and deleted_at is null
            returning connector_id
            """;

    /** PASSWORD_ACCEPTED: what it is compared with. */
    static final String FIND_PASSWORD = """
            select password_hash from charger.chargers where connector_id = $1 and deleted_at is null
            """;

    /** PASSWORD_ACCEPTED, unless the password is another by now than the one that was compared. */
    static final String REPLACE_PASSWORD = """
            update charger.chargers set
                previous_password_hash = password_hash,
                previous_valid_until = case when password_hash is null then null else $4::timestamptz end,
                password_hash = $3
            where connector_id = $1 and deleted_at is null and password_hash is not distinct from $2::text
            returning connector_id
            """;

    /** SECURITY_PROFILE_ACCEPTED: never down. */
    static final String RAISE_PROFILE = """
            update charger.chargers set security_profile = greatest(security_profile, $2::smallint)
            where connector_id = $1 and deleted_at is null
            returning connector_id
            """;

    private CredentialSql() {}
}
