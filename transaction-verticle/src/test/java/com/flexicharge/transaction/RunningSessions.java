package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.bus.Topic;
import com.flexicharge.shared.config.Settings;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.UserSessions;
import com.flexicharge.shared.contract.transaction.UserSessions.PaymentMethod;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.DatabaseSettings;
import com.flexicharge.shared.http.DevelopmentKey;
import com.flexicharge.shared.http.HttpApi;
import com.flexicharge.shared.http.HttpSettings;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** One process with this module in it, on a real database; the modules around it are answers written by hand. */
public final class RunningSessions implements AutoCloseable {
    public static final Caller ANNA = new Caller("anna", Role.USER);
    public static final Caller BERT = new Caller("bert", Role.USER);
    public static final Caller ADMIN = new Caller("boss", Role.ADMIN);

    private static final DevelopmentKey KEY = DevelopmentKey.generate();

    public final MutableClock clock;
    public final Bus bus;
    public final FakeRegistry registry;
    public final FakeChargers chargers;
    public final FakeReadings readings;
    public final FakeAccounts accounts;
    final Services services;
    final DoubtRepository doubts;
    private final Vertx vertx = Vertx.vertx();
    public final Database database;
    private final TransactionModule module = new TransactionModule();
    private final Tokens tokens;

    private RunningSessions(TestDatabase testDatabase, MutableClock clock, Map<String, String> environment) {
        this.clock = clock;
        this.bus = Bus.of(vertx);
        this.registry = new FakeRegistry(bus);
        this.chargers = new FakeChargers(bus);
        this.readings = new FakeReadings(bus);
        this.accounts = new FakeAccounts(bus);
        this.tokens = new Tokens(vertx, KEY, "http://localhost:8080", clock);
        this.database = Database.open(vertx, settings(testDatabase), "transaction");
        Awaiting.done(database.migrate());
        var context = new ModuleContext(vertx, bus, database, clock, new SimpleMeterRegistry(), tokens, "node1");
        var settings = Settings.of(environment);
        module.configure(settings);
        settings.check();
        Awaiting.done(module.start(context));
        this.doubts = new DoubtRepository(database);
        this.services = new Services(context, TransactionConfig.read(settings));
    }

    /** A charger is waited for two seconds: more than an answer needs on a busy machine. */
    public static RunningSessions start(TestDatabase database) {
        return start(database, MutableClock.at("2026-11-22T10:00:00Z"));
    }

    public static RunningSessions start(TestDatabase database, MutableClock clock) {
        return new RunningSessions(database, clock, Map.of("REMOTE_WAIT_MS", "2000"));
    }

    /** With these environment variables over the usual ones. */
    public static RunningSessions start(TestDatabase database, MutableClock clock, Map<String, String> more) {
        var environment = new HashMap<>(Map.of("REMOTE_WAIT_MS", "2000"));
        environment.putAll(more);
        return new RunningSessions(database, clock, environment);
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

    public <Q extends Record, A extends Record> A ask(Endpoint<Q, A> endpoint, Q request) {
        return Awaiting.result(bus.ask(endpoint, request));
    }

    public <Q extends Record, A extends Record> Refusal refusal(Endpoint<Q, A> endpoint, Q request) {
        return Awaiting.refusal(bus.ask(endpoint, request));
    }

    /** What is told from now on. */
    <E extends Record> List<E> told(Topic<E> topic) {
        var events = new CopyOnWriteArrayList<E>();
        bus.listen(topic, events::add);
        return events;
    }

    Transaction reserve(Caller caller, int connectorID) {
        return ask(
                TransactionEndpoints.RESERVE, new UserSessions.Reserve(caller, connectorID, 1, PaymentMethod.INVOICE));
    }

    Transaction get(int transactionID) {
        return ask(TransactionEndpoints.GET, new UserSessions.Get(ADMIN, transactionID));
    }

    Transaction start(Caller caller, int transactionID) {
        return ask(TransactionEndpoints.START, new UserSessions.Start(caller, transactionID));
    }

    Transaction stop(Caller caller, int transactionID) {
        return ask(TransactionEndpoints.STOP, new UserSessions.Stop(caller, transactionID));
    }

    /** What happens every few seconds. */
    public void settlePayments() {
        Awaiting.done(services.settlement.sweep());
    }

    /** What happens each hour. */
    public void sweepInvoices() {
        Awaiting.done(services.invoices.sweep());
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

    public String token(Caller caller) {
        return tokens.mint(caller.userID(), caller.role(), Duration.ofHours(1));
    }

    @Override
    public void close() {
        Awaiting.done(module.stop().compose(stopped -> database.close()));
        Awaiting.done(vertx.close());
    }
}
