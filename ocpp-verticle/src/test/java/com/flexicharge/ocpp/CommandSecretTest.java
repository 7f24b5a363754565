package com.flexicharge.ocpp;

import static com.flexicharge.ocpp.TestNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.operation.Operation;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandState;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.GetCommand;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Operate;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** A charger's password is on the wire and nowhere else. */
@ExtendWith(TestDatabaseExtension.class)
class CommandSecretTest {
    private static final String SECRET = "Sup3rS3cretKey-42";
    private static final String SET_KEY = "{\"key\":\"authorizationKEY\",\"value\":\"" + SECRET + "\"}";
    private static final String CALL = "\"ChangeConfiguration\"," + SET_KEY;
    private static final String MASKED = "{\"key\":\"authorizationKEY\",\"value\":\"***\"}";

    private final int id = FreshNumbers.next();
    private final TestDatabase database;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final NotedEndings endings = new NotedEndings();
    private TestNode node;

    /** What the owner of passwords is told. */
    private static final class NotedEndings implements Operation {
        private final List<Ending> all = new CopyOnWriteArrayList<>();

        @Override
        public Action action() {
            return Action.CHANGE_CONFIGURATION;
        }

        @Override
        public boolean hasConsequences() {
            return true;
        }

        @Override
        public Future<Void> over(Ending ending) {
            all.add(ending);
            return Future.succeededFuture();
        }
    }

    CommandSecretTest(TestDatabase database) {
        this.database = database;
        node = started();
        log.start();
        root.addAppender(log);
        ((Logger) LoggerFactory.getLogger("com.flexicharge")).setLevel(Level.DEBUG);
    }

    private TestNode started() {
        var started = new TestNode(database, TestConfig.standard(), List.of(endings));
        started.others.charger(id, "CP1");
        return started;
    }

    @AfterEach
    void close() {
        node.close();
        root.detachAppender(log);
        ((Logger) LoggerFactory.getLogger("com.flexicharge")).setLevel(null);
        assertThat(root.getLevel()).isEqualTo(level);
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(SECRET));
    }

    private Command asked(String action, String payload, int ttlSeconds) {
        return get(node.bus.ask(
                CommandEndpoints.OPERATE,
                new Operate(id, action, payload, 0, ttlSeconds, "boss", "key-" + id + action)));
    }

    private Command over(Command command) {
        return get(node.bus.ask(CommandEndpoints.GET_COMMAND, new GetCommand(command.id(), 5_000)));
    }

    /** All that the tables hold, as text; bytes as the text they would be. */
    private String everyRow() {
        var rows = get(node.database.query(client -> client.query("""
                        select c::text || coalesce(encode(c.sealed_request, 'escape'), '') as row from ocpp.commands c
                        union all
                        select k::text || encode(k.body_hash, 'escape') from ocpp.idempotency_keys k""").execute()));
        return String.join(
                "\n",
                StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("row"))
                        .toList());
    }

    private boolean isSealedAnywhere() {
        return get(node.database.query(client -> client.query(
                                        "select count(*) as n from ocpp.commands where sealed_request is not null and connector_id = "
                                                + id)
                                .execute()))
                        .iterator()
                        .next()
                        .getLong("n")
                > 0;
    }

    @Test
    void aPasswordThatIsAcceptedAfterOurDeadlineIsTheChargersAllTheSame() {
        node.close();
        node = new TestNode(database, TestConfig.callTimeout(Duration.ofMillis(200)), List.of(endings));
        node.others.charger(id, "CP1");
        var charger = node.booted("CP1");
        var command = asked("ChangeConfiguration", SET_KEY, 0);
        var call = charger.getsCall(CALL);
        assertThat(over(command).state()).isEqualTo(CommandState.TIMED_OUT);

        charger.send("[3,\"" + call + "\",{\"status\":\"Accepted\"}]");

        await().untilAsserted(() -> assertThat(endings.all).last().satisfies(told -> {
            assertThat(told.accepted()).isTrue();
            assertThat(told.request().path("value").asText()).isEqualTo(SECRET);
        }));
        await().untilAsserted(() -> assertThat(everyRow()).doesNotContain("\"effects_due\": true"));
        assertThat(over(command).state()).isEqualTo(CommandState.TIMED_OUT);
        assertThat(everyRow()).doesNotContain(SECRET);
    }

    @Test
    void aPasswordWaitsSealedAcrossARestartAndIsForgottenWhenItWasSent() {
        var command = asked("ChangeConfiguration", SET_KEY, 600);
        assertThat(command.request()).isEqualTo(MASKED);
        assertThat(isSealedAnywhere()).isTrue();
        assertThat(everyRow()).doesNotContain(SECRET);

        node.close();
        node = started();
        var charger = node.booted("CP1");
        charger.send("[3,\"" + charger.getsCall(CALL) + "\",{\"status\":\"Accepted\"}]");

        assertThat(over(command).request()).isEqualTo(MASKED);
        await().until(() -> !isSealedAnywhere());
        assertThat(everyRow()).doesNotContain(SECRET);
        assertThat(endings.all)
                .singleElement()
                .satisfies(ending -> assertThat(ending.request()).hasToString(SET_KEY));
    }

    @Test
    void aPasswordThatAChargerSaysAgainIsMaskedToo() {
        var charger = node.booted("CP1");
        var command = asked("ChangeConfiguration", SET_KEY, 0);
        charger.send("[4,\"" + charger.getsCall(CALL) + "\",\"GenericError\",\"no " + SECRET + "\",{\"was\":[\""
                + SECRET + "\"]}]");

        assertThat(over(command).error())
                .isEqualTo(new CommandEndpoints.CommandError("GenericError", "no ***", "{\"was\":[\"***\"]}"));
        assertThat(everyRow()).doesNotContain(SECRET);
    }

    @Test
    void aPasswordAmongTheKeysOfAChargerIsMasked() {
        var charger = node.booted("CP1");
        var command = asked("GetConfiguration", "{}", 0);
        charger.send("[3,\"" + charger.getsCall("\"GetConfiguration\",{}")
                + "\",{\"configurationKey\":[{\"key\":\"AuthorizationKey\",\"readonly\":false,\"value\":\"" + SECRET
                + "\"},{\"key\":\"HeartbeatInterval\",\"readonly\":false,\"value\":\"300\"}]}]");

        assertThat(over(command).response())
                .isEqualTo("{\"configurationKey\":[{\"key\":\"AuthorizationKey\",\"readonly\":false,\"value\":\"***\"},"
                        + "{\"key\":\"HeartbeatInterval\",\"readonly\":false,\"value\":\"300\"}]}");
        assertThat(everyRow()).doesNotContain(SECRET);
    }

    @Test
    void aPasswordOfACancelledCommandIsForgotten() {
        var command = asked("ChangeConfiguration", SET_KEY, 600);

        get(node.bus.ask(CommandEndpoints.CANCEL_COMMAND, new CommandEndpoints.CancelCommand(command.id())));

        await().until(() -> !isSealedAnywhere());
    }
}
