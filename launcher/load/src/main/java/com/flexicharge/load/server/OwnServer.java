package com.flexicharge.load.server;

import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.http.DevelopmentKey;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.testing.PostgresProcess;
import com.flexicharge.testing.TestDatabase;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** This server in a process of its own, all modules in it, on a new PostgreSQL that waits for the disk at each commit. */
public final class OwnServer implements Target {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LIFE_OF_TOKENS = Duration.ofHours(24);

    private final HttpClient client = HttpClient.newHttpClient();
    private final PostgresProcess postgres;
    private Child process;
    private final int socketPort;
    private final int httpPort;
    private final Path folder;
    private final List<String> options;
    private final Map<String, String> settings;
    private @Nullable String adminToken;

    /**
     * @param folder   for the database's files, the server's log and whatever it writes
     * @param options  of its Java
     * @param settings over what a load needs: unknown chargers are let in, and may send as fast as they can
     */
    public OwnServer(Path folder, List<String> options, Map<String, String> settings) {
        this(folder, options, settings, Map.of());
    }

    /** @param database its settings, over those it comes with */
    public OwnServer(Path folder, List<String> options, Map<String, String> settings, Map<String, String> database) {
        this.folder = folder;
        this.options = List.copyOf(options);
        socketPort = Child.freePort();
        httpPort = Child.freePort();
        postgres = PostgresProcess.in(folder, database);
        var all = new HashMap<>(settings(postgres.database()));
        all.putAll(settings);
        this.settings = Map.copyOf(all);
        process = begin();
        awaitReady();
    }

    private Child begin() {
        return new Child(folder, options, itsClassPath(), List.of("com.flexicharge.launcher.Main"), settings);
    }

    /** Without the load's own classes, which it does not need: a folder, while an archive of classes can be made from jars alone. */
    private static String itsClassPath() {
        var own = Path.of("target", "classes").toAbsolutePath().toString();
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.equals(own))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void awaitReady() {
        try {
            var ready = HttpRequest.newBuilder(http("/health/ready"))
                    .timeout(PATIENCE)
                    .build();
            process.awaitUp(() -> answersWell(ready));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** In order; the database stays. Returns when it is gone. */
    public void stop() {
        process.close();
    }

    /** After {@link #stop}: anew, on the same database. Returns when it is ready. */
    public void start() {
        process = begin();
        awaitReady();
    }

    private Map<String, String> settings(TestDatabase database) {
        return Map.ofEntries(
                Map.entry("PATH", System.getenv("PATH")),
                Map.entry("PORT", Integer.toString(httpPort)),
                Map.entry("SOCKET_PORT", Integer.toString(socketPort)),
                Map.entry("BIND_ADDRESS", "127.0.0.1"),
                Map.entry("PUBLIC_URL", "http://127.0.0.1:" + httpPort),
                Map.entry("USE_LOCAL_DATABASE", "0"),
                Map.entry("DATABASE_HOST", database.host()),
                Map.entry("DATABASE_PORT", Integer.toString(database.port())),
                Map.entry("DATABASE_NAME", database.database()),
                Map.entry("DATABASE_USERNAME", database.user()),
                Map.entry("DATABASE_PASSWORD", database.password()),
                Map.entry("MAIL_FOLDER", folder.resolve("mail").toString()),
                Map.entry("DEVELOPMENT_KEY_FILE", folder.resolve("key.json").toString()),
                Map.entry("OCPP_UNKNOWN_CHARGERS", "accept"),
                Map.entry("OCPP_MAX_FRAMES_PER_S", "10000"),
                Map.entry("HTTP_RATE_LIMIT", "0"));
    }

    private boolean answersWell(HttpRequest request) {
        try {
            return send(request).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    public ProcessHandle server() {
        return process.handle();
    }

    /** @return what an app shows to be this user */
    private String token(String userID, Role role) {
        var vertx = Vertx.vertx();
        try {
            var key = DevelopmentKey.loadOrCreate(folder.resolve("key.json"));
            return new Tokens(vertx, key, http("").toString(), Clock.systemUTC()).mint(userID, role, LIFE_OF_TOKENS);
        } finally {
            vertx.close();
        }
    }

    /** Chargers may be charged at under this tag, by whoever it belongs to. */
    public void registerTag(String idTag, String userID) {
        var request = HttpRequest.newBuilder(http("/id-tags/" + idTag))
                .header("Authorization", "Bearer " + adminToken())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"userID\":\"" + userID + "\"}"))
                .build();
        var answer = send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("The tag " + idTag + " was not taken: " + answer.body());
        }
    }

    /** As an admin. */
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(http(path))
                .header("Authorization", "Bearer " + adminToken())
                .build());
    }

    private String adminToken() {
        if (adminToken == null) {
            adminToken = token("load", Role.ADMIN);
        }
        return adminToken;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public URI sockets() {
        return URI.create("ws://127.0.0.1:" + socketPort);
    }

    @Override
    public Optional<Use> serverUse() {
        return Optional.of(Use.of(process.handle()));
    }

    @Override
    public Optional<Use> databaseUse() {
        return Optional.of(Use.ofTree(postgres.postmaster()));
    }

    @Override
    public Optional<String> jdbcUrl() {
        return Optional.of(postgres.database().jdbcUrl());
    }

    @Override
    public String described() {
        return "FlexiCharge, all modules in one process"
                + (options.isEmpty() ? "" : ", java " + String.join(" ", options));
    }

    @Override
    public void close() {
        process.close();
        postgres.close();
    }
}
