package com.flexicharge.account;

import com.flexicharge.account.mail.MailServer;
import com.flexicharge.account.oidc.IssuerConfig;
import com.flexicharge.account.password.PasswordPolicy;
import com.flexicharge.account.user.Username;
import com.flexicharge.shared.config.DatabaseConfig;
import com.flexicharge.shared.config.ProcessConfig;
import com.flexicharge.shared.config.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What accounts are set to.
 *
 * @param issuer     of our tokens: the public URL
 * @param tokenLife  how long a token holds
 * @param firstAdmin made at start if there is no administrator; empty: one with a password nobody has yet, where the database is the
 *                   local one, and none elsewhere
 * @param externalIssuer who keeps the accounts; empty: we
 * @param mailServer empty: letters go to the log and into the folder
 */
record AccountConfig(
        URI issuer,
        Duration tokenLife,
        Optional<FirstAdmin> firstAdmin,
        boolean localDatabase,
        Optional<IssuerConfig> externalIssuer,
        Optional<MailServer> mailServer,
        Path mailFolder) {

    enum AuthMode {
        BUILTIN,
        OIDC
    }

    record FirstAdmin(String username, String password) {}

    private static final String USERNAME_RULE = "an e-mail address";
    private static final String PASSWORD_RULE =
            "8 to 128 characters, among them an upper case letter, a lower case letter and a digit";

    static AccountConfig read(Settings settings) {
        return new AccountConfig(
                ProcessConfig.publicUrl(settings),
                Duration.ofSeconds(settings.wholeNumber("AUTH_TOKEN_TTL_S", 43_200, 60, 604_800)),
                firstAdmin(settings),
                DatabaseConfig.usesLocal(settings),
                externalIssuer(settings),
                MailServer.read(settings),
                settings.writableFolder("MAIL_FOLDER", ".data/mail"));
    }

    private static Optional<IssuerConfig> externalIssuer(Settings settings) {
        if (settings.choice("AUTH_MODE", AuthMode.BUILTIN) == AuthMode.OIDC) {
            return Optional.of(IssuerConfig.read(settings));
        }
        IssuerConfig.ignore(settings);
        return Optional.empty();
    }

    private static Optional<FirstAdmin> firstAdmin(Settings settings) {
        var username = settings.optionalValue(
                "ADMIN_USERNAME", USERNAME_RULE, text -> Optional.of(text).filter(Username::isValid));
        var password = settings.secretValue(
                "ADMIN_PASSWORD", PASSWORD_RULE, text -> Optional.of(text).filter(PasswordPolicy::allows));
        if (settings.isSet("ADMIN_USERNAME") != settings.isSet("ADMIN_PASSWORD")) {
            settings.fault(
                    settings.isSet("ADMIN_USERNAME") ? "ADMIN_PASSWORD" : "ADMIN_USERNAME",
                    "is missing; ADMIN_USERNAME and ADMIN_PASSWORD make the first administrator together");
        }
        return username.flatMap(name -> password.map(secret -> new FirstAdmin(name, secret)));
    }
}
