package com.flexicharge.account.mail;

import com.flexicharge.shared.config.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The server that takes our letters.
 *
 * @param encrypted TLS from the first byte; else STARTTLS, if the server offers it or a password is to be sent
 * @param user      empty: none is asked for
 * @param from      the sender's address
 */
public record MailServer(
        boolean encrypted, String host, int port, Optional<String> user, Optional<String> password, String from) {

    private static final String URL_RULE = "a URL like smtp://user:password@mail.example.org:587 or smtps://…:465,"
            + " with other signs than letters and digits written as %40";

    public static Optional<MailServer> read(Settings settings) {
        if (!settings.isSet("MAIL_URL")) {
            settings.declare("MAIL_URL", "MAIL_FROM");
            return Optional.empty();
        }
        var from = settings.neededValue(
                "MAIL_FROM",
                "MAIL_URL is set",
                "nobody@localhost",
                "an e-mail address",
                text -> Optional.of(text).filter(address -> address.matches("[^\\s@<>]+@[^\\s@<>]+")));
        return settings.secretValue("MAIL_URL", URL_RULE, url -> parse(url, from));
    }

    private static Optional<MailServer> parse(String url, String from) {
        try {
            var uri = new URI(url);
            var encrypted = "smtps".equals(uri.getScheme());
            if (uri.getHost() == null || !(encrypted || "smtp".equals(uri.getScheme()))) {
                return Optional.empty();
            }
            var port = uri.getPort() > 0 ? uri.getPort() : encrypted ? 465 : 587;
            var login = Optional.ofNullable(uri.getRawUserInfo()).map(text -> text.split(":", 2));
            return Optional.of(new MailServer(
                    encrypted,
                    uri.getHost(),
                    port,
                    login.map(parts -> decoded(parts[0])),
                    login.filter(parts -> parts.length > 1).map(parts -> decoded(parts[1])),
                    from));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
