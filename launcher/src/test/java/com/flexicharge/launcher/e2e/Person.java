package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Somebody with an account, made as an app makes it, the code read from the letter. */
record Person(String username, String userID, String token) {
    static final String PASSWORD = "Charge-4-me";
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    static Person signUp(RunningServer server, String username) {
        var credentials = "{\"username\":\"" + username + "\",\"password\":\"" + PASSWORD + "\"}";
        assertThat(server.send("POST", "/auth/sign-up", null, credentials).status())
                .isEqualTo(200);
        var verify = "{\"username\":\"" + username + "\",\"code\":\"" + code(server, username) + "\"}";
        assertThat(server.send("POST", "/auth/verify", null, verify).status()).isEqualTo(200);
        var signedIn = server.send("POST", "/auth/sign-in", null, credentials);
        assertThat(signedIn.status()).isEqualTo(200);
        return new Person(
                username,
                signedIn.body().get("user_id").asText(),
                signedIn.body().get("accessToken").asText());
    }

    private static String code(RunningServer server, String username) {
        var folder = Path.of(server.settings().get("MAIL_FOLDER"));
        return await().atMost(TestSocket.PATIENCE)
                .until(() -> codeIn(folder, username), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<String> codeIn(Path folder, String username) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var letters = Files.list(folder)) {
            return letters.map(Person::read)
                    .filter(letter -> letter.startsWith("To: " + username + "\n"))
                    .map(CODE::matcher)
                    .filter(matcher -> matcher.find())
                    .map(matcher -> matcher.group(1))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path letter) {
        try {
            return Files.readString(letter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
