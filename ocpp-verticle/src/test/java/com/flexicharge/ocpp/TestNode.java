package com.flexicharge.ocpp;

import com.flexicharge.ocpp.kit.FakeVerticles;
import com.flexicharge.ocpp.kit.TestCharger;
import com.flexicharge.ocpp.kit.TestChargers;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.ResourceCount;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One process with nothing but chargers' sockets, on a real port and a real bus. */
final class TestNode implements AutoCloseable {
    static final String NOW = "2026-01-02T03:04:05.678Z";

    final Vertx vertx = Vertx.vertx();
    final Bus bus = Bus.of(vertx);
    final MutableClock clock = MutableClock.at(NOW);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FakeVerticles others = new FakeVerticles(bus);
    final OcppNode node;
    private final HttpServer server;
    private final TestChargers chargers;

    TestNode(OcppConfig config) {
        node = OcppNode.of(vertx, bus, clock, meters, "here", config);
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

    private void route(HttpServerRequest request) {
        if (request.path().startsWith("/ocpp")) {
            node.doors().strict(request);
        } else {
            node.doors().flexiCharge(request);
        }
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

    @Override
    public void close() {
        get(vertx.close());
    }
}
