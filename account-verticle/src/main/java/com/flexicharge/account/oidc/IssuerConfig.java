package com.flexicharge.account.oidc;

import com.flexicharge.shared.config.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * Whose tokens are accepted.
 *
 * @param issuer     as its tokens say it, to the letter
 * @param audience   what claim {@code aud}, {@code client_id} or {@code azp} must hold
 * @param rolesClaim where the roles are; dots reach into objects
 * @param adminRole  the role that makes an administrator
 */
public record IssuerConfig(String issuer, String audience, String rolesClaim, String adminRole) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String WHY = "AUTH_MODE is oidc";
    private static final String RULE = "an https URL (http for localhost), without query and fragment";

    private static final String[] NAMES = {
        "OIDC_ISSUER",
        "OIDC_AUDIENCE",
        "OIDC_ROLES_CLAIM",
        "OIDC_ADMIN_ROLE",
        "AWS_REGION",
        "USER_POOL",
        "USER_POOL_ID",
        "USER_POOL_SECRET"
    };

    /** The older names are those of a Cognito pool: {@code USER_POOL} is its id, {@code USER_POOL_ID} that of the app's client. */
    public static IssuerConfig read(Settings settings) {
        settings.declare(NAMES);
        return new IssuerConfig(
                issuer(settings),
                settings.isSet("USER_POOL_ID") && !settings.isSet("OIDC_AUDIENCE")
                        ? settings.text("USER_POOL_ID", "")
                        : settings.neededValue("OIDC_AUDIENCE", WHY, "", "a text", Optional::of),
                settings.text("OIDC_ROLES_CLAIM", "cognito:groups"),
                settings.text("OIDC_ADMIN_ROLE", "Admins"));
    }

    /** Known, but of no meaning while we keep the accounts ourselves. */
    public static void ignore(Settings settings) {
        settings.declare(NAMES);
    }

    URI discovery() {
        return URI.create(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration");
    }

    private static String issuer(Settings settings) {
        if (settings.isSet("OIDC_ISSUER") || !settings.isSet("AWS_REGION") || !settings.isSet("USER_POOL")) {
            return settings.neededValue(
                    "OIDC_ISSUER",
                    WHY + " (or AWS_REGION and USER_POOL name a Cognito pool)",
                    "",
                    RULE,
                    text -> Optional.of(text).filter(IssuerConfig::isAllowed));
        }
        var region = settings.text("AWS_REGION", "");
        return "https://cognito-idp." + region + ".amazonaws.com/" + settings.text("USER_POOL", "");
    }

    /** Whoever can change the keys on their way here can be anybody. */
    static boolean isAllowed(String text) {
        try {
            var uri = new URI(text);
            var isEncrypted = "https".equals(uri.getScheme());
            var isLocal = "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost());
            return uri.getHost() != null
                    && (isEncrypted || isLocal)
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
