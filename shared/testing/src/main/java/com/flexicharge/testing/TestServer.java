package com.flexicharge.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL that the tests of this JVM run on: the one {@code TEST_DATABASE_URL} names, else a container where Docker
 * answers, else an embedded one.
 *
 * @param maintenance an existing database with the right to create others
 * @param stop        ends what we started; nothing for a given server
 */
record TestServer(TestDatabase maintenance, AutoCloseable stop) implements AutoCloseable {
    private static final String GIVEN = "TEST_DATABASE_URL";

    /** Modules × pools × test classes of one JVM; PostgreSQL's 100 would be reached by five modules with 10 and some leftovers. */
    private static final String MAX_CONNECTIONS = "300";

    static TestServer find() {
        var given = Optional.ofNullable(System.getenv(GIVEN)).filter(url -> !url.isBlank());
        if (given.isPresent()) {
            return given(given.get());
        }
        return dockerMayAnswer() ? container().orElseGet(TestServer::embedded) : embedded();
    }

    static TestServer given(String url) {
        var uri = URI.create(url);
        var login = Optional.ofNullable(uri.getUserInfo()).orElse("").split(":", 2);
        if (uri.getHost() == null || login.length != 2 || uri.getPath().length() < 2) {
            throw new IllegalArgumentException(GIVEN + " must look like postgres://user:password@host:5432/database");
        }
        var port = uri.getPort() < 0 ? 5432 : uri.getPort();
        var database = uri.getPath().substring(1);
        return new TestServer(new TestDatabase(uri.getHost(), port, database, login[0], login[1]), () -> {});
    }

    /** Asking Docker itself costs a third of a second where there is none; a look at its door costs nothing. */
    private static boolean dockerMayAnswer() {
        var home = System.getProperty("user.home", "");
        return System.getenv("DOCKER_HOST") != null
                || Stream.of(Path.of("/var/run/docker.sock"), Path.of(home, ".docker/run/docker.sock"))
                        .anyMatch(Files::exists);
    }

    private static Optional<TestServer> container() {
        try {
            var container = new PostgreSQLContainer("postgres:16-alpine")
                    .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=" + MAX_CONNECTIONS);
            container.start();
            var maintenance = new TestDatabase(
                    container.getHost(),
                    container.getFirstMappedPort(),
                    container.getDatabaseName(),
                    container.getUsername(),
                    container.getPassword());
            return Optional.of(new TestServer(maintenance, container));
        } catch (RuntimeException e) {
            // A socket without an engine behind it, an engine without a bridge, no network for the image: embedded does
            // it.
            LoggerFactory.getLogger(TestServer.class).info("Docker cannot run PostgreSQL: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static TestServer embedded() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", MAX_CONNECTIONS)
                    .start();
            var maintenance = new TestDatabase("127.0.0.1", server.getPort(), "postgres", "postgres", "postgres");
            return new TestServer(maintenance, server);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "No PostgreSQL for the tests: the embedded one did not start. Name a server in " + GIVEN, e);
        }
    }

    TestDatabase database(String name) {
        return new TestDatabase(
                maintenance.host(), maintenance.port(), name, maintenance.user(), maintenance.password());
    }

    @Override
    public void close() throws IOException {
        try {
            stop.close();
        } catch (Exception e) {
            throw new IOException("The tests' PostgreSQL did not stop", e);
        }
    }
}
