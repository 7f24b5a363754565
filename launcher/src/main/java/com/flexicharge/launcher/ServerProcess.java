package com.flexicharge.launcher;

import com.flexicharge.launcher.cluster.Cluster;
import com.flexicharge.launcher.cluster.ClusterConfig;
import com.flexicharge.launcher.cluster.Neighbours;
import com.flexicharge.launcher.console.ConsoleRoutes;
import com.flexicharge.launcher.demo.Demo;
import com.flexicharge.launcher.docs.DocsRoutes;
import com.flexicharge.launcher.door.Door;
import com.flexicharge.launcher.door.DoorRules;
import com.flexicharge.launcher.postgres.LocalDatabase;
import com.flexicharge.launcher.selftest.SelfTest;
import com.flexicharge.launcher.selftest.SelfTestResult;
import com.flexicharge.launcher.selftest.SelfTestRoutes;
import com.flexicharge.launcher.server.EarlyHttp;
import com.flexicharge.launcher.server.Encryption;
import com.flexicharge.launcher.server.HealthRoutes;
import com.flexicharge.launcher.server.HttpMeters;
import com.flexicharge.launcher.server.Listeners;
import com.flexicharge.launcher.server.MetricsRoutes;
import com.flexicharge.launcher.server.Ports;
import com.flexicharge.launcher.server.ProcessMeters;
import com.flexicharge.launcher.server.Readiness;
import com.flexicharge.launcher.server.SocketRouteTable;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.config.DatabaseConfig;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GrownTables;
import com.flexicharge.shared.http.AccessTokens;
import com.flexicharge.shared.http.DevelopmentKey;
import com.flexicharge.shared.http.HttpApi;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.HttpSettings;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.shared.http.limit.RateLimit;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.VerticleModule;
import com.flexicharge.shared.trace.Traces;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running process: the modules it was told to run, on their databases, behind its ports. It starts step by step on the
 * caller's thread; whatever fails, all that was started before is stopped again. Blocking here is right: nothing is served yet,
 * or any more.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    /** Migrations of a large database take their time; a database that is away is waited for within it. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(10);

    private static final Duration REQUEST_DEADLINE = Duration.ofSeconds(30);

    /** For each thing that is still to be stopped when the time to drain is over: some 15 of them, so 3 s more at most. */
    private static final Duration LEAST_STEP = Duration.ofMillis(200);

    /** That listen on each port. */
    private static final int LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors());

    /** How one started thing is stopped again. */
    private interface Stop {
        Future<?> now();
    }

    private record Started(String what, Stop stop) {}

    private final Plan plan;
    private final Clock clock;
    private final Deque<Started> listeners = new ArrayDeque<>();
    private final Deque<Started> modules = new ArrayDeque<>();
    private final Deque<Started> databases = new ArrayDeque<>();
    private final List<Door> doors = new CopyOnWriteArrayList<>();
    private final Readiness readiness = new Readiness();
    private final Deque<Started> guests = new ArrayDeque<>();
    private final SocketRouteTable sockets = new SocketRouteTable();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Traces traces;
    private final Optional<Cluster> cluster;
    private final Vertx vertx;
    private final Bus bus;
    private final Tokens tokens;
    private final AccessTokens accessTokens;
    private final RateLimit limit;
    private final SelfTest selfTest;
    private final Optional<Encryption> encryption;
    private final EarlyHttp http;
    private final ProcessMeters processMeters;
    private final DocsRoutes docs;
    private final ConsoleRoutes consolePages;

    private ServerProcess(Plan plan, Clock clock, Consumer<String> console) {
        this.plan = plan;
        this.clock = clock;
        var config = plan.process();
        consolePages = new ConsoleRoutes();
        traces = Traces.open(plan.traces(), nodeName());
        cluster =
                plan.cluster().map(others -> await("Joining the cluster", Cluster.join(others, traces), LONGEST_STEP));
        vertx = cluster.map(Cluster::vertx)
                .orElseGet(() -> traces.in(Vertx.builder()).build());
        docs = new DocsRoutes(vertx, plan.offered());
        encryption = config.tls().map(tls -> new Encryption(vertx, tls));
        bus = Bus.of(vertx);
        cluster.ifPresent(joined -> joined.tellLosses(bus));
        tokens = new Tokens(
                vertx,
                DevelopmentKey.loadOrCreate(config.developmentKeyFile()),
                config.publicUrl().toString(),
                clock);
        accessTokens = new AccessTokens(vertx, bus, tokens, clock);
        limit = RateLimit.perMinute(config.httpRateLimit(), clock);
        new HttpMeters(limit).bindTo(meters);
        processMeters = new ProcessMeters(vertx, readiness, meters);
        selfTest = new SelfTest(
                vertx, bus, tokens, config.socketPort(), config.selfTestIntervalMultiplier(), clock, console);
        http = new EarlyHttp(vertx, this::healthRoutes, this::allRoutes);
    }

    /**
     * Starts everything that was planned.
     *
     * @param console takes the lines that are for the person who started the process
     * @throws StartException with a message for that person; nothing is left running then
     */
    public static ServerProcess start(Plan plan, Clock clock, Consumer<String> console) {
        var config = plan.process();
        // Before anything is made, even a folder.
        Ports.mustBeFree("PORT", config.bindAddress(), config.port());
        Ports.mustBeFree("SOCKET_PORT", config.bindAddress(), config.socketPort());
        config.metricsPort().ifPresent(port -> Ports.mustBeFree("METRICS_PORT", config.bindAddress(), port));
        config.tls().ifPresent(tls -> {
            tls.port().ifPresent(port -> Ports.mustBeFree("TLS_PORT", config.bindAddress(), port));
            tls.socketPort().ifPresent(port -> Ports.mustBeFree("SOCKET_TLS_PORT", config.bindAddress(), port));
        });
        plan.cluster().ifPresent(ClusterConfig::portsMustBeFree);
        var process = new ServerProcess(plan, clock, console);
        try {
            process.startAll();
            return process;
        } catch (RuntimeException failed) {
            process.close();
            throw failed;
        }
    }

    /** Those of development. */
    public Tokens tokens() {
        return tokens;
    }

    /** For whoever shares the process and asks its modules without a socket. */
    public Bus bus() {
        return bus;
    }

    /** Runs the self-test, or joins the one under way. */
    public Future<SelfTestResult> selfTest() {
        return selfTest.run();
    }

    private void startAll() {
        encryption.ifPresent(Encryption::check);
        if (cluster.isEmpty()) {
            listen("PORT", plan.process().port(), "HTTP", httpOptions(), earlyHttp());
        }
        plan.process()
                .metricsPort()
                .ifPresent(port -> listen("METRICS_PORT", port, "metrics", httpOptions(), watchers()));
        startLocalDatabase();
        String node = nodeName();
        processMeters.start(LOOPS);
        for (var module : plan.modules()) {
            startModule(module, node);
        }
        if (cluster.isPresent()) {
            findOthers(new Neighbours(vertx, bus, node));
        }
        if (cluster.isEmpty()) {
            await("The routes", http.open(), LONGEST_STEP);
        } else {
            // A closed port has whoever stands in front of all processes ask another; "not yet" would be passed on to
            // the client.
            listen("PORT", plan.process().port(), "HTTP", httpOptions(), http("PORT"));
        }
        listenToAll();
        readiness.serving(true);
        if (plan.demo().chargers() > 0) {
            startDemo();
        }
    }

    /** Nobody is served before everything that may be asked of the other processes has been answered by them. */
    private void findOthers(Neighbours neighbours) {
        plan.modules().forEach(module -> neighbours.answerFor(module.name()));
        await("Telling the cluster what runs here", bus.announced(), LONGEST_STEP);
        await("The modules in other processes", neighbours.await(plan.elsewhere()), LONGEST_STEP);
    }

    private void startDemo() {
        var config = plan.process();
        var door = new com.flexicharge.fleet.Door(reachable(config.bindAddress()), config.socketPort());
        var demo = new Demo(vertx, bus, clock, plan.demo(), door);
        await("The demonstration", demo.start(), LONGEST_STEP);
        started(guests, plan.demo().chargers() + " simulated chargers", demo::close);
    }

    /** Where one listens on all addresses, one comes by that of this host. */
    private static String reachable(String bindAddress) {
        return bindAddress.equals("0.0.0.0") || bindAddress.equals("::") ? "127.0.0.1" : bindAddress;
    }

    /** The same after a restart, so that sockets a killed process held are known to be gone as soon as it is back. */
    private String nodeName() {
        try {
            return InetAddress.getLocalHost().getHostName() + ":"
                    + plan.process().socketPort();
        } catch (UnknownHostException e) {
            LOG.debug("This host has no name", e);
            return "localhost:" + plan.process().socketPort();
        }
    }

    private void startLocalDatabase() {
        plan.process()
                .localDatabaseFolder()
                .flatMap(folder -> LocalDatabase.startUnlessListening(DatabaseConfig.local(), folder))
                .ifPresent(server -> databases.push(new Started("PostgreSQL", () -> {
                    server.close();
                    return Future.succeededFuture();
                })));
    }

    private void startModule(VerticleModule module, String node) {
        var database = Database.open(vertx, plan.databaseOf(module), module.name());
        databases.push(new Started("the database connections of " + module.name(), database::close));
        if (module.keepsRows()) {
            readiness.watch(module.name(), database);
            processMeters.watch(module.name());
            await("The database of " + module.name(), database.migrate(), LONGEST_STEP);
            GrownTables.watch(vertx, database, module.name());
        }
        var context = new ModuleContext(vertx, bus, database, clock, meters, accessTokens, node);
        await("The module " + module.name(), module.start(context), LONGEST_STEP);
        module.sockets(sockets);
        started(modules, "module " + module.name(), module::stop);
    }

    private void listenToAll() {
        var config = plan.process();
        listen("SOCKET_PORT", config.socketPort(), "sockets", socketOptions(), sockets("SOCKET_PORT"));
        encryption.ifPresent(this::listenEncrypted);
    }

    private void listenEncrypted(Encryption encryption) {
        var tls = encryption.config();
        tls.socketPort().ifPresent(port -> {
            var options = encryption.askingChargers(socketOptions());
            var prepare = encryption.keeping(options, sockets("SOCKET_TLS_PORT"));
            listen("SOCKET_TLS_PORT", port, "encrypted sockets", options, prepare);
        });
        tls.port().ifPresent(port -> {
            var options = encryption.asking(httpOptions());
            var prepare = encryption.keeping(options, http("TLS_PORT"));
            listen("TLS_PORT", port, "HTTPS", options, prepare);
        });
        var watch = await("Watching TLS_CERT and TLS_KEY", encryption.watch(), LONGEST_STEP);
        started(listeners, "the watch over TLS_CERT and TLS_KEY", () -> vertx.undeploy(watch));
    }

    private void listen(
            String variable, int port, String what, HttpServerOptions options, Consumer<HttpServer> prepare) {
        options.setHost(plan.process().bindAddress()).setPort(port);
        var listening = await(variable + " " + port, Listeners.listen(vertx, options, LOOPS, prepare), LONGEST_STEP);
        started(listeners, what + " on port " + port, () -> vertx.undeploy(listening));
    }

    private HttpServerOptions socketOptions() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setMaxWebSocketFrameSize(sockets.frameBytes())
                .setMaxWebSocketMessageSize(sockets.frameBytes())
                .setPerMessageWebSocketCompressionSupported(true)
                .setWebSocketClosingTimeout(2);
    }

    private static HttpServerOptions httpOptions() {
        // HTTP/1.1 alone: nobody who uses us asks for more, and a connection has one request at a time then.
        return new HttpServerOptions().setCompressionSupported(true).setHttp2ClearTextEnabled(false);
    }

    private Door door(String variable, DoorRules rules) {
        var door = new Door(variable, rules, LOOPS);
        door.bindTo(meters);
        doors.add(door);
        return door;
    }

    private Consumer<HttpServer> sockets(String variable) {
        var door = door(variable, DoorRules.ofSockets());
        return server -> door.guard(server, vertx, sockets::handle);
    }

    /** Health alone until the modules have started. */
    private Consumer<HttpServer> earlyHttp() {
        var door = door("PORT", DoorRules.ofHttp());
        return server -> http.serve(server, door);
    }

    private Consumer<HttpServer> http(String variable) {
        return serving(variable, this::allRoutes);
    }

    /** Whole from the first moment: whoever watches a start sees its figures too. */
    private Consumer<HttpServer> watchers() {
        return serving(
                "METRICS_PORT",
                () -> api(routes -> {
                    new HealthRoutes(readiness).register(routes);
                    new MetricsRoutes(meters).register(routes);
                }));
    }

    private Consumer<HttpServer> serving(String variable, Supplier<HttpApi> routes) {
        var door = door(variable, DoorRules.ofHttp());
        return server -> {
            var api = routes.get();
            door.guard(server, vertx, api.router(vertx));
            server.invalidRequestHandler(api::refuseMalformed);
        };
    }

    private HttpApi healthRoutes() {
        return api(new HealthRoutes(readiness)::register);
    }

    private HttpApi allRoutes() {
        return api(this::routes);
    }

    private HttpApi api(Consumer<HttpRoutes> routes) {
        var config = plan.process();
        var settings =
                new HttpSettings(config.corsOrigins(), config.maxBodyBytes(), config.trustProxy(), REQUEST_DEADLINE);
        return HttpApi.builder(settings, accessTokens)
                .limit(limit)
                .mount(routes)
                .build();
    }

    /** Registers all this process answers over HTTP. */
    public void routes(HttpRoutes routes) {
        docs.register(routes);
        consolePages.register(routes);
        new HealthRoutes(readiness).register(routes);
        if (plan.process().metricsPort().isEmpty()) {
            new MetricsRoutes(meters).register(routes);
        }
        new SelfTestRoutes(selfTest, plan.process().runSelfTest()).register(routes);
        plan.modules().forEach(module -> module.routes(routes));
    }

    private static void started(Deque<Started> kind, String what, Stop stop) {
        kind.push(new Started(what, stop));
        LOG.info("Started {}", what);
    }

    /**
     * Not ready any more, no new sockets; the modules hand over what is under way while both ports still answer; then the ports,
     * the databases, the rest. What takes longer than the drain time, all together, is cut off.
     */
    @Override
    public void close() {
        processMeters.close();
        var end = System.nanoTime() + plan.process().drainTimeout().toNanos();
        readiness.serving(false);
        doors.forEach(Door::close);
        stop(guests, end);
        sockets.drain();
        stop(modules, end);
        if (cluster.isPresent()) {
            stop(new Started("answering the cluster", bus::withdraw), end);
        }
        stop(listeners, end);
        stop(databases, end);
        stop(new Started("traces", () -> traces.close(vertx)), end);
        stop(new Started("Vert.x", vertx::close), end);
    }

    private static void stop(Deque<Started> kind, long end) {
        while (!kind.isEmpty()) {
            stop(kind.pop(), end);
        }
    }

    private static void stop(Started next, long end) {
        var left = Duration.ofNanos(Math.max(end - System.nanoTime(), LEAST_STEP.toNanos()));
        try {
            await("Stopping " + next.what(), next.stop().now(), left);
        } catch (RuntimeException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private static Throwable causeOf(Exception e) {
        var cause = e.getCause();
        return cause == null ? e : cause;
    }

    private static <T> T await(String what, Future<T> future, Duration longest) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new StartException(what + ": " + causeOf(e).getMessage(), e);
        } catch (TimeoutException e) {
            throw new StartException(what + " took longer than " + longest.toSeconds() + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException(what + " was interrupted.", e);
        }
    }
}
