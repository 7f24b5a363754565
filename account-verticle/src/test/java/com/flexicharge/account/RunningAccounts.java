package com.flexicharge.account;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.config.Settings;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions.Transactions;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.DatabaseSettings;
import com.flexicharge.shared.http.AccessTokens;
import com.flexicharge.shared.http.DevelopmentKey;
import com.flexicharge.shared.http.HttpApi;
import com.flexicharge.shared.http.HttpSettings;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One process with accounts in it, on a real database; its letters are read from the folder a developer would read them in. */
public final class RunningAccounts implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    public final MutableClock clock;
    public final Bus bus;
    public final Database database;
    public final Vertx vertx = Vertx.vertx();
    /** Of whoever asks: what transaction-verticle would answer. */
    public final List<Transaction> openSessions = new CopyOnWriteArrayList<>();

    private final Path letters;
    private final AccountModule module = new AccountModule();
    private final Tokens development;
    private final AccessTokens tokens;

    private RunningAccounts(TestDatabase testDatabase, MutableClock clock, Map<String, String> variables) {
        this.clock = clock;
        this.bus = Bus.of(vertx);
        this.letters = folder();
        this.development = new Tokens(vertx, DevelopmentKey.generate(), "http://localhost:8080", clock);
        this.tokens = new AccessTokens(vertx, bus, development, clock);
        this.database = Database.open(vertx, settings(testDatabase), "account");
        bus.answer(TransactionEndpoints.SEARCH, asked -> Future.succeededFuture(new Transactions(openSessions)));
        Awaiting.result(database.migrate().map(true));
        var all = new HashMap<>(Map.of("USE_LOCAL_DATABASE", "0", "MAIL_FOLDER", letters.toString()));
        all.putAll(variables);
        var settings = Settings.of(all);
        module.configure(settings);
        settings.check();
        Awaiting.result(
                module.start(new ModuleContext(vertx, bus, database, clock, new SimpleMeterRegistry(), tokens, "node1"))
                        .map(true));
    }

    public static RunningAccounts start(TestDatabase database) {
        return start(database, Map.of());
    }

    /** With these environment variables. */
    public static RunningAccounts start(TestDatabase database, Map<String, String> variables) {
        return new RunningAccounts(database, MutableClock.at("2026-11-22T10:00:00Z"), variables);
    }

    public <Q extends Record, A extends Record> A ask(Endpoint<Q, A> endpoint, Q request) {
        return Awaiting.result(bus.ask(endpoint, request));
    }

    public <Q extends Record, A extends Record> Refusal refusal(Endpoint<Q, A> endpoint, Q request) {
        return Awaiting.refusal(bus.ask(endpoint, request));
    }

    /** @return the port */
    public int listen() {
        var api = HttpApi.builder(HttpSettings.standard(), tokens)
                .mount(module::routes)
                .build();
        return Awaiting.result(vertx.createHttpServer()
                .requestHandler(api.router(vertx))
                .listen(0)
                .map(HttpServer::actualPort));
    }

    public AccessTokens tokens() {
        return tokens;
    }

    public String developmentToken(String userID, Role role) {
        return development.mint(userID, role, Duration.ofHours(1));
    }

    /** What transaction-verticle would tell of a session that runs. */
    public static Transaction openSession(int transactionID, String userID) {
        return new Transaction(
                transactionID,
                TransactionState.ACTIVE,
                100000,
                1,
                "abc",
                1,
                "Somewhere",
                "",
                userID,
                null,
                null,
                null,
                0L,
                null,
                0,
                0,
                null,
                333,
                0,
                null,
                false,
                null,
                false,
                null,
                false,
                null);
    }

    /** All letters to this address, oldest first. */
    public List<String> lettersTo(String address) {
        try (var files = Files.list(letters)) {
            var texts = new ArrayList<String>();
            for (var file :
                    files.sorted(Comparator.comparing(Path::getFileName)).toList()) {
                var text = Files.readString(file);
                if (text.startsWith("To: " + address + "\n")) {
                    texts.add(text);
                }
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code in a letter. */
    public static String codeIn(String letter) {
        Matcher found = CODE.matcher(letter.substring(letter.indexOf("\n\n")));
        if (!found.find()) {
            throw new AssertionError("No code in: " + letter);
        }
        return found.group(1);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("letters");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatabaseSettings settings(TestDatabase database) {
        return new DatabaseSettings(
                database.host(),
                database.port(),
                database.database(),
                database.user(),
                database.password(),
                "disable",
                6);
    }

    @Override
    public void close() {
        Awaiting.result(module.stop().map(true));
        Awaiting.result(database.close().map(true));
        Awaiting.result(vertx.close().map(true));
    }
}
