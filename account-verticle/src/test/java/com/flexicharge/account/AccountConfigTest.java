package com.flexicharge.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.account.AccountConfig.FirstAdmin;
import com.flexicharge.account.oidc.IssuerConfig;
import com.flexicharge.shared.config.ConfigurationException;
import com.flexicharge.shared.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountConfigTest {
    private static AccountConfig read(Map<String, String> values) {
        var all = new HashMap<>(Map.of("USE_LOCAL_DATABASE", "1"));
        all.putAll(values);
        var settings = Settings.of(all);
        var config = AccountConfig.read(settings);
        settings.check();
        return config;
    }

    @Test
    void withNothingSetPeopleSignUpHereAndLettersGoToTheLog() {
        var config = read(Map.of());

        assertThat(config.tokenLife()).isEqualTo(Duration.ofHours(12));
        assertThat(config.firstAdmin()).isEmpty();
        assertThat(config.localDatabase()).isTrue();
        assertThat(config.externalIssuer()).isEmpty();
        assertThat(config.mailServer()).isEmpty();
    }

    @Test
    void anAdministratorAMailServerAndTheLifeOfTokensAreSet() {
        var config = read(Map.of(
                "ADMIN_USERNAME", "olga@example.org",
                "ADMIN_PASSWORD", "Charge-4-me",
                "AUTH_TOKEN_TTL_S", "60",
                "MAIL_URL", "smtps://us%40er:p%3Aw@mail.example.org",
                "MAIL_FROM", "no-reply@example.org"));

        assertThat(config.firstAdmin()).contains(new FirstAdmin("olga@example.org", "Charge-4-me"));
        assertThat(config.tokenLife()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.mailServer()).get().satisfies(server -> {
            assertThat(server.encrypted()).isTrue();
            assertThat(server.host()).isEqualTo("mail.example.org");
            assertThat(server.port()).isEqualTo(465);
            assertThat(server.user()).contains("us@er");
            assertThat(server.password()).contains("p:w");
            assertThat(server.from()).isEqualTo("no-reply@example.org");
            assertThat(server).hasToString("mail.example.org:465");
        });
    }

    @Test
    void anIssuerElsewhereIsNamed() {
        var config = read(Map.of(
                "AUTH_MODE", "oidc",
                "OIDC_ISSUER", "https://id.example.org/realms/charge",
                "OIDC_AUDIENCE", "flexicharge",
                "OIDC_ROLES_CLAIM", "realm_access.roles",
                "OIDC_ADMIN_ROLE", "operator"));

        assertThat(config.externalIssuer())
                .contains(new IssuerConfig(
                        "https://id.example.org/realms/charge", "flexicharge", "realm_access.roles", "operator"));
    }

    @Test
    void theOlderNamesOfACognitoPoolMakeTheIssuer() {
        var config = read(Map.of(
                "AUTH_MODE", "oidc",
                "AWS_REGION", "eu-west-1",
                "USER_POOL", "eu-west-1_abc",
                "USER_POOL_ID", "4client",
                "USER_POOL_SECRET", "hush"));

        assertThat(config.externalIssuer())
                .contains(new IssuerConfig(
                        "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
                        "4client",
                        "cognito:groups",
                        "Admins"));
    }

    @Test
    void ofNoMeaningAreTheNamesOfAnIssuerWhileAccountsAreOurs() {
        assertThatCode(() -> read(Map.of("AWS_REGION", "eu-north-1", "OIDC_ISSUER", "not a URL", "MAIL_FROM", "x")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AUTH_MODE=ldap|AUTH_MODE  must be one of builtin, oidc, is \"ldap\"",
                "AUTH_TOKEN_TTL_S=59|AUTH_TOKEN_TTL_S  must be a whole number from 60 to 604800, is \"59\"",
                "ADMIN_USERNAME=olga@example.org|ADMIN_PASSWORD  is missing; ADMIN_USERNAME and ADMIN_PASSWORD make the first administrator together",
                "ADMIN_USERNAME=olga ADMIN_PASSWORD=Charge-4-me|ADMIN_USERNAME  must be an e-mail address, is \"olga\"",
                "ADMIN_USERNAME=o@x ADMIN_PASSWORD=hunter2|ADMIN_PASSWORD  must be 8 to 128 characters, among them an upper case letter, a lower case letter and a digit",
                "MAIL_URL=smtp://mail.example.org|MAIL_FROM  is missing; it is needed because MAIL_URL is set",
                "MAIL_URL=http://u:hunter2@mail.example.org MAIL_FROM=a@b|MAIL_URL  must be a URL like smtp://user:password@mail.example.org:587 or smtps://…:465, with other signs than letters and digits written as %40",
                "AUTH_MODE=oidc OIDC_AUDIENCE=x|OIDC_ISSUER  is missing; it is needed because AUTH_MODE is oidc (or AWS_REGION and USER_POOL name a Cognito pool)",
                "AUTH_MODE=oidc OIDC_ISSUER=https://id.example.org|OIDC_AUDIENCE  is missing; it is needed because AUTH_MODE is oidc",
                "AUTH_MODE=oidc OIDC_AUDIENCE=x OIDC_ISSUER=http://id.example.org|OIDC_ISSUER  must be an https URL (http for localhost), without query and fragment, is \"http://id.example.org\""
            })
    void aFaultSaysWhatIsWrongAndShowsNoSecret(String variables, String fault) {
        var values = new HashMap<String, String>();
        for (var variable : variables.split(" ")) {
            values.put(variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        }

        assertThatThrownBy(() -> read(values))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The configuration is not complete:\n  " + fault);
    }
}
