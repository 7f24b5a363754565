package com.flexicharge.account.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.account.Awaiting;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.DatabaseSettings;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The keys that sign tokens, over months and several processes. */
@ExtendWith(TestDatabaseExtension.class)
class SigningKeysTest {
    private final Vertx vertx = Vertx.vertx();
    private final MutableClock clock = MutableClock.at("2026-11-23T10:00:00Z");
    private final TestDatabase testDatabase;
    private final Database database;

    SigningKeysTest(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
        this.database = Database.open(
                vertx,
                new DatabaseSettings(
                        testDatabase.host(),
                        testDatabase.port(),
                        testDatabase.database(),
                        testDatabase.user(),
                        testDatabase.password(),
                        "disable",
                        2),
                "account");
    }

    @BeforeEach
    void start() {
        Awaiting.result(database.migrate().map(true));
        testDatabase.execute("truncate account.signing_keys");
    }

    @AfterEach
    void stop() {
        Awaiting.result(database.close().map(true));
        Awaiting.result(vertx.close().map(true));
    }

    private SigningKeys process() {
        var keys = new SigningKeys(vertx, database, clock, "http://localhost:8080", Duration.ofHours(12));
        refresh(keys);
        return keys;
    }

    private static void refresh(SigningKeys keys) {
        Awaiting.result(keys.refresh().map(true));
    }

    private static String signer(SigningKeys keys) {
        var token = Awaiting.result(keys.sign("anna", Role.USER, 1)).token();
        var head = new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
        return new JsonObject(head).getString("kid");
    }

    private static List<String> known(SigningKeys keys) {
        return keys.publicKeys().stream().map(key -> key.getString("kid")).toList();
    }

    @Test
    void allProcessesSignWithOneKeyAndARestartKeepsIt() {
        var first = process();

        assertThat(signer(process())).isEqualTo(signer(first));
        assertThat(known(first)).containsExactly(signer(first));
    }

    @Test
    void aMonthLaterANewKeyIsKnownForAnHourBeforeItSigns() {
        var keys = process();
        var november = signer(keys);
        clock.advance(Duration.ofDays(30));
        refresh(keys);
        assertThat(known(keys)).hasSize(2);
        assertThat(signer(keys)).isEqualTo(november);

        clock.advance(Duration.ofHours(1));
        refresh(keys);

        assertThat(signer(keys)).isNotEqualTo(november);
        assertThat(known(keys)).contains(november);
    }

    @Test
    void anOldKeyIsForgottenWhenItsLastTokenHasEnded() {
        var keys = process();
        var november = signer(keys);
        clock.advance(Duration.ofDays(31));
        refresh(keys);
        clock.advance(Duration.ofDays(7));
        refresh(keys);

        assertThat(known(keys)).hasSize(1).doesNotContain(november);
    }

    @Test
    void aKeyThatWasSealedUnderAnotherLoginSignsNoMoreButItsTokensHold() {
        var before = signer(process());
        testDatabase.execute("update account.signing_keys set private_key = '\\x00112233445566778899aabbccddeeff00'");

        var after = process();

        assertThat(signer(after)).isNotEqualTo(before);
        assertThat(known(after)).contains(before);
    }

    @Test
    void whatTheDatabaseHoldsIsNoKeyThatSigns() {
        process();

        assertThat(testDatabase.rows("select encode(private_key, 'escape') from account.signing_keys"))
                .noneSatisfy(row -> assertThat(row).contains("\"d\""));
        assertThat(testDatabase.rows("select public_key::text from account.signing_keys"))
                .allSatisfy(row -> assertThat(row).doesNotContain("\"d\""));
    }
}
