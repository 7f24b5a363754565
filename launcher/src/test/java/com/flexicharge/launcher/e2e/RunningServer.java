package com.flexicharge.launcher.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flexicharge.launcher.Plan;
import com.flexicharge.launcher.ServerProcess;
import com.flexicharge.launcher.docs.AnswerCheck;
import com.flexicharge.launcher.docs.Document;
import com.flexicharge.shared.config.Environment;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The whole server as a person starts it, on a test's database and free ports, with what a test asks of it from outside. */
public final class RunningServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AnswerCheck DESCRIBED = new AnswerCheck(Document.whole());
    private static final Set<Integer> PORTS_GIVEN_OUT = ConcurrentHashMap.newKeySet();

    /** An answer over HTTP, its body read as JSON. */
    public record Answer(int status, JsonNode body, HttpResponse<String> response) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestDatabase database;
    private final Map<String, String> settings;
    private final List<String> console = new CopyOnWriteArrayList<>();
    private ServerProcess process;

    private RunningServer(TestDatabase database, Map<String, String> settings) {
        this.database = database;
        this.settings = settings;
        this.process = startProcess();
    }

    /** @param more settings over the usual ones of a test */
    public static RunningServer on(TestDatabase database, Path folder, Map<String, String> more) {
        var settings = settings(database, folder);
        settings.putAll(more);
        return new RunningServer(database, settings);
    }

    /** What a person sets to start it on this database. */
    public static Map<String, String> settings(TestDatabase database, Path folder) {
        Map<String, String> settings = new HashMap<>();
        settings.put("PORT", Integer.toString(freePort()));
        settings.put("SOCKET_PORT", Integer.toString(freePort()));
        settings.put("BIND_ADDRESS", "127.0.0.1");
        settings.put("USE_LOCAL_DATABASE", "0");
        settings.put("DATABASE_HOST", database.host());
        settings.put("DATABASE_PORT", Integer.toString(database.port()));
        settings.put("DATABASE_NAME", database.database());
        settings.put("DATABASE_USERNAME", database.user());
        settings.put("DATABASE_PASSWORD", database.password());
        settings.put("DATABASE_POOL_SIZE", "4");
        // Waiting ends when the charger answers: a long limit costs nothing, and keeps a busy machine from failing a
        // test.
        settings.put("REMOTE_WAIT_MS", "5000");
        // Tests ask as fast as they can, all from one address.
        settings.put("HTTP_RATE_LIMIT", "0");
        settings.put("MAIL_FOLDER", folder.resolve("mail").toString());
        settings.put("DEVELOPMENT_KEY_FILE", folder.resolve("key.json").toString());
        return settings;
    }

    private ServerProcess startProcess() {
        return ServerProcess.start(Plan.read(new Environment(settings, List.of())), Clock.systemUTC(), console::add);
    }

    /** Stops it as an operator does, and starts it again on the same database and ports. */
    public void restart() {
        process.close();
        process = startProcess();
    }

    /** As it was started. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    public ServerProcess process() {
        return process;
    }

    /** Lines shown to the person who started it. */
    List<String> console() {
        return List.copyOf(console);
    }

    public String sockets(String path) {
        return "ws://127.0.0.1:" + settings.get("SOCKET_PORT") + path;
    }

    /** Of a server that was given a port for TLS. */
    public String secureSockets(String path) {
        return "wss://127.0.0.1:" + settings.get("SOCKET_TLS_PORT") + path;
    }

    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + settings.get("PORT") + path);
    }

    public int httpPort() {
        return Integer.parseInt(settings.get("PORT"));
    }

    public String token(String userID) {
        return process.tokens().mint(userID, Role.USER, Duration.ofHours(1));
    }

    public String adminToken() {
        return process.tokens().mint("admin", Role.ADMIN, Duration.ofHours(1));
    }

    public Answer get(String path, @Nullable String token) {
        return send("GET", path, token, "");
    }

    public Answer post(String path, String token, String body) {
        return send("POST", path, token, body);
    }

    public Answer put(String path, String token, String body) {
        return send("PUT", path, token, body);
    }

    /** @throws AssertionError if the API description does not tell of the answer */
    public Answer send(String method, String path, @Nullable String token, String body) {
        var request = HttpRequest.newBuilder(http(path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .timeout(TestSocket.PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var answer = new Answer(response.statusCode(), JSON.readTree(response.body()), response);
            DESCRIBED.check(
                    method,
                    response.uri(),
                    answer.status(),
                    response.headers().firstValue("content-type"),
                    answer.body());
            return answer;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The answer to " + method + " " + path + " is no JSON", e);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public TestDatabase database() {
        return database;
    }

    /** One that is free now and was never given out before: the system may offer a port again at once. */
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return PORTS_GIVEN_OUT.add(socket.getLocalPort()) ? socket.getLocalPort() : freePort();
        } catch (IOException e) {
            throw new IllegalStateException("No free port", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
