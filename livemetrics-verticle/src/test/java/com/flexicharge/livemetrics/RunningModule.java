package com.flexicharge.livemetrics;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.config.Settings;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.LiveFrame;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.DatabaseSettings;
import com.flexicharge.shared.http.DevelopmentKey;
import com.flexicharge.shared.http.HttpApi;
import com.flexicharge.shared.http.HttpSettings;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.SocketRoutes;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The module as the launcher runs it: its database, the bus with a transaction side on it, and its two ports. */
public final class RunningModule implements AutoCloseable {
    private static final HttpServerOptions LOCAL =
            new HttpServerOptions().setHost("127.0.0.1").setPort(0).setWebSocketClosingTimeout(2);

    public final Vertx vertx = Vertx.vertx();
    public final Bus bus = Bus.of(vertx);
    public final MutableClock clock = MutableClock.at(TransactionSide.START);
    public final TransactionSide transactions = new TransactionSide(bus);

    /** Every frame that went to users, whoever listened. */
    public final List<LiveFrame> frames = new CopyOnWriteArrayList<>();

    private final Tokens tokens = new Tokens(vertx, DevelopmentKey.generate(), "http://localhost:8080", clock);
    private final LivemetricsModule module = new LivemetricsModule();
    private final Database database;
    private final HttpServer sockets;
    private final HttpServer http;

    public RunningModule(TestDatabase at, Map<String, String> settings) {
        this(at, settings, transactions -> {});
    }

    /** @param before what transaction-verticle knows already when the module starts */
    public RunningModule(TestDatabase at, Map<String, String> settings, Consumer<TransactionSide> before) {
        before.accept(transactions);
        module.configure(Settings.of(settings));
        database = Database.open(
                vertx,
                new DatabaseSettings(at.host(), at.port(), at.database(), at.user(), at.password(), "disable", 4),
                "livemetrics");
        await(database.migrate());
        bus.listen(LivemetricsEndpoints.LIVE_FRAME, frames::add);
        await(module.start(
                new ModuleContext(vertx, bus, database, clock, new SimpleMeterRegistry(), tokens, "node-1")));
        var table = new UserRoute();
        module.sockets(table);
        sockets = await(
                vertx.createHttpServer(LOCAL).requestHandler(table::handle).listen());
        var api = HttpApi.builder(HttpSettings.standard(), tokens)
                .mount(module::routes)
                .build();
        http = await(
                vertx.createHttpServer(LOCAL).requestHandler(api.router(vertx)).listen());
    }

    private static final class UserRoute implements SocketRoutes {
        private Handler<HttpServerRequest> handler =
                request -> request.response().setStatusCode(404).end();

        @Override
        public SocketRoutes on(String firstPathSegment, Handler<HttpServerRequest> user) {
            handler = user;
            return this;
        }

        @Override
        public SocketRoutes allowFrames(int bytes) {
            return this;
        }

        void handle(HttpServerRequest request) {
            handler.handle(request);
        }
    }

    public <Q extends Record, A extends Record> A ask(Endpoint<Q, A> endpoint, Q question) {
        return await(bus.ask(endpoint, question));
    }

    public int socketPort() {
        return sockets.actualPort();
    }

    public int httpPort() {
        return http.actualPort();
    }

    public String token(String userID) {
        return token(userID, Role.USER, Duration.ofHours(1));
    }

    public String token(String userID, Role role, Duration life) {
        return tokens.mint(userID, role, life);
    }

    public void stopModule() {
        await(module.stop());
    }

    @Override
    public void close() {
        stopModule();
        kill();
    }

    /** As if the process had died: nothing is handed over. */
    public void kill() {
        await(vertx.close());
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof RuntimeException refusal ? refusal : new IllegalStateException(e);
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
