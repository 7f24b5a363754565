package com.flexicharge.ocpp;

import com.flexicharge.ocpp.kit.FakeVerticles;
import com.flexicharge.ocpp.kit.Http;
import com.flexicharge.ocpp.kit.TestCharger;
import com.flexicharge.ocpp.kit.TestChargers;
import com.flexicharge.ocpp.operation.Operation;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.ResourceCount;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.DatabaseSettings;
import com.flexicharge.shared.http.DevelopmentKey;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One process with nothing but chargers' sockets, on a real port and a real bus. */
final class TestNode implements AutoCloseable {
    static final String NOW = "2026-01-02T03:04:05.678Z";

    private static final Set<String> MIGRATED = ConcurrentHashMap.newKeySet();

    final Vertx vertx = Vertx.vertx();
    final Bus bus = Bus.of(vertx);
    final MutableClock clock = MutableClock.at(NOW);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FakeVerticles others = new FakeVerticles(bus);
    final Database database;
    final Tokens tokens;
    final OcppNode node;
    private final HttpServer server;
    private final TestChargers chargers;

    TestNode(TestDatabase testDatabase, OcppConfig config) {
        this(testDatabase, config, List.of());
    }

    TestNode(TestDatabase testDatabase, OcppConfig config, List<Operation> operations) {
        this(testDatabase, config, operations, "here");
    }

    TestNode(TestDatabase testDatabase, OcppConfig config, Function<Bus, List<Operation>> operations) {
        this(testDatabase, config, operations, "here");
    }

    TestNode(TestDatabase testDatabase, OcppConfig config, List<Operation> operations, String name) {
        this(testDatabase, config, bus -> operations, name);
    }

    /**
     * @param operations the actions that are more than passing a payload on
     * @param name       of this process among those with the same database
     */
    private TestNode(
            TestDatabase testDatabase, OcppConfig config, Function<Bus, List<Operation>> operations, String name) {
        database = Database.open(
                vertx,
                new DatabaseSettings(
                        testDatabase.host(),
                        testDatabase.port(),
                        testDatabase.database(),
                        testDatabase.user(),
                        testDatabase.password(),
                        "disable",
                        4),
                "ocpp");
        migrateOnce(testDatabase);
        tokens = new Tokens(vertx, DevelopmentKey.generate(), "http://localhost:8080", clock);
        node = OcppNode.of(
                new ModuleContext(vertx, bus, database, clock, meters, tokens, name), config, operations.apply(bus));
        get(node.start());
        server = get(vertx.createHttpServer(new HttpServerOptions()
                        .setMaxWebSocketFrameSize(config.maxFrameBytes())
                        .setMaxWebSocketMessageSize(config.maxFrameBytes())
                        .setPerMessageWebSocketCompressionSupported(true)
                        .setWebSocketClosingTimeout(2))
                .requestHandler(this::route)
                .listen(0, "127.0.0.1"));
        chargers = new TestChargers(vertx, server.actualPort());
    }

    /** Each test makes a node, each class has one database. */
    private void migrateOnce(TestDatabase testDatabase) {
        if (MIGRATED.add(testDatabase.url())) {
            get(database.migrate());
        }
    }

    private void route(HttpServerRequest request) {
        if (request.path().startsWith("/ocpp")) {
            node.doors().strict(request);
        } else {
            node.doors().flexiCharge(request);
        }
    }

    /** An operator, at the API of this node. */
    Http http() {
        return new Http(vertx, tokens, node::routes);
    }

    int port() {
        return server.actualPort();
    }

    /** A strict charger, connected. */
    TestCharger strict(String identity) {
        return chargers.connect("/ocpp/" + identity, "ocpp1.6");
    }

    /** A strict charger that has booted. */
    TestCharger booted(String identity) {
        return strict(identity)
                .send("[2,\"boot\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]")
                .gets("[3,\"boot\",{\"status\":\"Accepted\",\"currentTime\":\"" + NOW + "\",\"interval\":300}]");
    }

    TestCharger flexiCharge(String serialNumber) {
        return chargers.connect("/charger/" + serialNumber);
    }

    ResourceCount heldFor(int connectorID) {
        return get(bus.ask(OcppEndpoints.HELD_FOR, new OcppEndpoints.HeldFor(connectorID)));
    }

    double counted(String meter, String tag, String value) {
        var counter = meters.find(meter).tag(tag, value).counter();
        return counter == null ? 0 : counter.count();
    }

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** What a future fails with. */
    static Throwable failureOf(Future<?> future) {
        return get(future.transform(done -> done.failed()
                ? Future.succeededFuture(done.cause())
                : Future.failedFuture("It succeeded: " + done.result())));
    }

    /** In the order in which a process ends: what is still being written when its pool closes can keep Vert.x from closing. */
    @Override
    public void close() {
        get(server.close());
        for (var id : vertx.deploymentIDs()) {
            if (vertx.deploymentIDs().contains(id)) {
                get(vertx.undeploy(id));
            }
        }
        get(database.close());
        get(vertx.close());
    }
}
