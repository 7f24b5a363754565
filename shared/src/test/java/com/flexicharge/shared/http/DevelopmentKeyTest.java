package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.http.DevelopmentTokenCommand.Outcome;
import com.flexicharge.testing.MutableClock;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentKeyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final Vertx VERTX = Vertx.vertx();
    private static final DevelopmentKey KEY = DevelopmentKey.generate();

    @TempDir
    private Path folder;

    @AfterAll
    static void stop() {
        ApiServer.await(VERTX.close());
    }

    @Test
    void aKeyIsMadeForItsOwnerAloneAndReadBack() throws IOException {
        var file = folder.resolve("new/deeper/development-key.json");

        var made = tokens(DevelopmentKey.loadOrCreate(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        var readBack = tokens(DevelopmentKey.loadOrCreate(file));
        var token = made.mint("alice", Role.USER, Duration.ofHours(1));
        assertThat(ApiServer.await(readBack.verify(token)).userID()).isEqualTo("alice");
    }

    @Test
    void rightsThatOthersHadOnTheKeyAreTakenAway() throws IOException {
        var file = folder.resolve("key.json");
        DevelopmentKey.loadOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        DevelopmentKey.loadOrCreate(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{}", "{\"kty\":\"EC\"}", "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}"})
    void aFileThatIsNoKeyIsNamedAndLeftAlone(String content) throws IOException {
        var file = Files.writeString(folder.resolve("key.json"), content);

        assertThatThrownBy(() -> DevelopmentKey.loadOrCreate(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The development key " + file + " is not a private RSA key (JWK). Delete the file to have a"
                        + " new one made; the tokens made with it end then.");
        assertThat(file).hasContent(content);
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("taken"), "").resolve("key.json");

        assertThatThrownBy(() -> DevelopmentKey.loadOrCreate(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("The development key " + file + " can be neither read nor made.");
    }

    @Test
    void theKeyIsNotShownByAccident() {
        assertThat(KEY).hasToString("DevelopmentKey");
    }

    @ParameterizedTest
    @CsvSource({
        "alice,USER,43200",
        "alice user,USER,43200",
        "root admin,ADMIN,43200",
        "root admin 1,ADMIN,3600",
        "root user 168,USER,604800"
    })
    void theCommandMakesATokenThatHolds(String arguments, Role role, long seconds) {
        var outcome = new DevelopmentTokenCommand(tokens(KEY)).run(List.of(arguments.split(" ")));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Token.class, token -> {
            var verified = ApiServer.await(tokens(KEY).examine(token.text()));
            assertThat(verified.caller().role()).isEqualTo(role);
            assertThat(verified.expiresAt()).isEqualTo(NOW.plusSeconds(seconds));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''               | The userID must have 1 to 64 characters.
            alice boss       | The role must be user or admin, not boss.
            alice user 0     | The hours must be a whole number from 1 to 168, not 0.
            alice user 169   | The hours must be a whole number from 1 to 168, not 169.
            alice user 12h   | The hours must be a whole number from 1 to 168, not 12h.
            alice user 1 2   | 1 to 3 arguments are needed, there are 4.
            """)
    void aWrongUseOfTheCommandSaysWhatIsWrongAndHowItIsUsed(String arguments, String fault) {
        var outcome = new DevelopmentTokenCommand(tokens(KEY)).run(List.of(arguments.split(" ")));

        assertThat(outcome).isEqualTo(new Outcome.UsageError(fault + """

                                Usage: token <userID> [user|admin] [hours]
                                  userID  1 to 64 characters: who the token is for
                                  role    user if not given
                                  hours   1 to 168: how long the token holds; 12 if not given
                                Example: token alice admin 24"""));
    }

    private static Tokens tokens(DevelopmentKey key) {
        return new Tokens(VERTX, key, "http://localhost:8080", MutableClock.at(NOW));
    }
}
