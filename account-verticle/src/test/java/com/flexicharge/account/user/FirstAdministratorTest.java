package com.flexicharge.account.user;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.flexicharge.account.RunningAccounts;
import com.flexicharge.account.http.Http;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Who may administer after a first start, and how they come to know. */
@ExtendWith(TestDatabaseExtension.class)
class FirstAdministratorTest {
    private static final Map<String, String> OLGA =
            Map.of("ADMIN_USERNAME", "olga@example.org", "ADMIN_PASSWORD", "Charge-4-me");
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(FirstAdministrator.class);

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final TestDatabase database;

    FirstAdministratorTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void listen() {
        database.execute("drop schema if exists account cascade");
        said.start();
        LOGGER.addAppender(said);
    }

    @AfterEach
    void stopListening() {
        LOGGER.detachAppender(said);
    }

    private List<String> lines() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static int signIn(RunningAccounts accounts, String username, String password) {
        return new Http(accounts)
                .post(
                        "/admin/sign-in",
                        new JsonObject().put("username", username).put("password", password))
                .status();
    }

    @Test
    void theEnvironmentNamesOne() {
        try (var accounts = RunningAccounts.start(database, OLGA)) {
            assertThat(signIn(accounts, "olga@example.org", "Charge-4-me")).isEqualTo(200);
        }
        assertThat(lines()).as("nothing that needs anybody").isEmpty();
    }

    @Test
    void anotherStartLeavesThePasswordAlone() {
        try (var first = RunningAccounts.start(database, OLGA)) {
            assertThat(signIn(first, "olga@example.org", "Charge-4-me")).isEqualTo(200);
        }

        var other = Map.of("ADMIN_USERNAME", "olga@example.org", "ADMIN_PASSWORD", "Another-1-password");
        try (var second = RunningAccounts.start(database, other)) {
            assertThat(signIn(second, "olga@example.org", "Another-1-password")).isEqualTo(400);
            assertThat(signIn(second, "olga@example.org", "Charge-4-me")).isEqualTo(200);
        }
    }

    @Test
    void withTheLocalDatabaseOneIsMadeWithAPasswordThatIsShownOnce() {
        try (var accounts = RunningAccounts.start(database, Map.of("USE_LOCAL_DATABASE", "1"))) {
            var line = lines().get(0);
            var password = Pattern.compile("with the password (\\S+) ").matcher(line);
            assertThat(password.find()).as(line).isTrue();
            assertThat(signIn(accounts, "admin@localhost", password.group(1))).isEqualTo(200);
        }
        said.list.clear();
        try (var again = RunningAccounts.start(database, Map.of("USE_LOCAL_DATABASE", "1"))) {
            assertThat(lines()).isEmpty();
            assertThat(signIn(again, "admin@localhost", "admin")).isEqualTo(400);
        }
    }

    @Test
    void elsewhereTheLogSaysWhatToDo() {
        try (var accounts = RunningAccounts.start(database)) {
            assertThat(lines())
                    .containsExactly(
                            "There is no administrator. Set ADMIN_USERNAME (an e-mail address) and ADMIN_PASSWORD and"
                                    + " start again: the first one is made from them.");
            assertThat(signIn(accounts, "admin@localhost", "admin")).isEqualTo(400);
        }
    }
}
