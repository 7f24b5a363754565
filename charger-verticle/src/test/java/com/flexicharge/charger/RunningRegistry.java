package com.flexicharge.charger;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.bus.Topic;
import com.flexicharge.shared.config.Settings;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.Admission.Admitted;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
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
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** One process with the registry in it, on a real database; the modules around it are answers written by hand. */
public final class RunningRegistry implements AutoCloseable {
    private static final String ISSUER = "http://localhost:8080";

    public final MutableClock clock;
    public final Bus bus;
    public final FakeSessions sessions;
    public final FakeChargers chargers;
    public final Database database;
    public final Vertx vertx = Vertx.vertx();
    private final ChargerModule module = new ChargerModule();
    private final Tokens tokens;

    private RunningRegistry(TestDatabase testDatabase, String node, MutableClock clock, Map<String, String> variables) {
        this.clock = clock;
        this.bus = Bus.of(vertx);
        this.sessions = new FakeSessions(bus);
        this.chargers = new FakeChargers(bus);
        this.tokens = new Tokens(vertx, DevelopmentKey.generate(), ISSUER, clock);
        this.database = Database.open(
                vertx,
                new DatabaseSettings(
                        testDatabase.host(),
                        testDatabase.port(),
                        testDatabase.database(),
                        testDatabase.user(),
                        testDatabase.password(),
                        "disable",
                        6),
                "charger");
        Awaiting.result(database.migrate());
        var settings = Settings.of(withShortWaits(variables));
        module.configure(settings);
        settings.check();
        Awaiting.result(
                module.start(new ModuleContext(vertx, bus, database, clock, new SimpleMeterRegistry(), tokens, node)));
    }

    public static RunningRegistry start(TestDatabase database) {
        return start(database, "node1", MutableClock.at("2026-11-22T10:00:00Z"));
    }

    static RunningRegistry start(TestDatabase database, String node, MutableClock clock) {
        return new RunningRegistry(database, node, clock, Map.of());
    }

    /** Chargers that are to be silent are waited for, in each test that has one. */
    private static Map<String, String> withShortWaits(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.putIfAbsent("REMOTE_WAIT_MS", "300");
        return all;
    }

    /** With these environment variables. */
    public static RunningRegistry start(TestDatabase database, Map<String, String> variables) {
        return new RunningRegistry(database, "node1", MutableClock.at("2026-11-22T10:00:00Z"), variables);
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

    /** A new charger at Jönköping University. */
    public Charger charger(String serialNumber) {
        return ask(ChargerEndpoints.ADD_CHARGER, new ChargerEndpoints.AddCharger(1, serialNumber, null));
    }

    Charger charger(int connectorID) {
        return ask(ChargerEndpoints.GET_CHARGER, new ChargerEndpoints.GetCharger(connectorID));
    }

    public Admitted connect(String serialNumber, Protocol protocol) {
        return ask(ChargerEndpoints.ADMIT, admit(serialNumber, protocol));
    }

    Admit admit(String serialNumber, Protocol protocol) {
        return new Admit(serialNumber, protocol, "node1", "10.0.0.1:40000", null, null, clock.instant());
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

    public String token(Role role) {
        return tokens.mint("somebody", role, Duration.ofHours(1));
    }

    public String token(String userID) {
        return tokens.mint(userID, Role.USER, Duration.ofHours(1));
    }

    Future<Void> stop() {
        return module.stop();
    }

    @Override
    public void close() {
        // One after the other from here: the event loop that would go on with the rest ends with Vert.x.
        Awaiting.result(stop().map(true));
        Awaiting.result(database.close().map(true));
        Awaiting.result(vertx.close().map(true));
    }
}
