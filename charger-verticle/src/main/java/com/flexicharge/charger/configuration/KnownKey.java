package com.flexicharge.charger.configuration;

import com.flexicharge.charger.StorableText;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints;
import com.flexicharge.shared.db.Columns;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is kept.
 *
 * @param lower by which it is found
 * @param name  as spelled
 */
record KnownKey(String lower, String name, @Nullable String value, boolean readonly) {
    static final int MAX_NAME = 50;

    /** Of OCPP 1.6 §9; what is beyond it is cut. */
    private static final int MAX_VALUE = 500;

    /** What chargers log in with (OCPP 1.6 security extension §2.4) is kept as a hash only, and elsewhere. */
    private static final String SECRET = "authorizationkey";

    static KnownKey of(ConfigurationEndpoints.Key key) {
        var name = text(key.key());
        return new KnownKey(lower(name), name, StorableText.cutNullable(key.value(), MAX_VALUE), key.readonly());
    }

    static String lower(String name) {
        return text(name).toLowerCase(Locale.ROOT);
    }

    /** Not the secret, and of a length a key can have. */
    boolean isKept() {
        return !name.isEmpty() && name.length() <= MAX_NAME && !lower.equals(SECRET);
    }

    private static String text(String name) {
        return Objects.requireNonNullElse(Columns.storable(name), "");
    }
}
