package com.flexicharge.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.db.DatabaseSettings;
import com.flexicharge.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDatabaseTest {

    /** Shared, for making a database takes longer than all the rest of a test. */
    @TempDir
    static Path temporary;

    private final List<RunningPostgres> servers = new ArrayList<>();
    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void stopEverything() {
        servers.forEach(RunningPostgres::close);
        children.forEach(child -> child.destroyForcibly().onExit().join());
    }

    @Test
    void aFirstStartMakesADatabaseThatKeepsWhatItAcknowledgesAndListensHereOnly() throws Exception {
        var port = freePort();

        start(port, "postgres");

        assertThat(database(port).rows("show fsync")).containsExactly("on");
        assertThat(database(port).rows("show synchronous_commit")).containsExactly("on");
        assertThat(database(port).rows("show full_page_writes")).containsExactly("on");
        assertThat(database(port).rows("show listen_addresses")).containsExactly("127.0.0.1");
        assertThat(database(port).rows("show server_encoding")).containsExactly("UTF8");
        assertThat(database(port).rows("select current_user, current_database()"))
                .containsExactly("postgres|postgredb");
    }

    @Test
    void aRestartKeepsTheDataAlsoWithAnotherClientConnected() throws Exception {
        var port = freePort();
        var server = start(port, "postgres");
        database(port).execute("drop table if exists kept", "create table kept as select 7 as n");
        try (var client = java.sql.DriverManager.getConnection(database(port).jdbcUrl())) {
            assertThat(client.isValid(1)).isTrue();
            server.close();
        }
        server.close();

        start(port, "postgres");

        assertThat(database(port).rows("select n from kept")).containsExactly("7");
    }

    @Test
    void aSecondStartUsesTheServerThatListens() throws Exception {
        var port = freePort();
        start(port, "postgres");

        assertThat(LocalDatabase.startUnlessListening(login(port), temporary.resolve("other")))
                .isEmpty();
        assertThat(LocalDatabase.startUnlessListening(login(port), temporary.resolve("postgres")))
                .isEmpty();
    }

    @Test
    void aSecondStartOnTheSameFolderAndAnotherPortIsRefused() throws Exception {
        var port = freePort();
        start(port, "postgres");

        assertThatThrownBy(() -> start(freePort(), "postgres"))
                .isInstanceOf(LocalDatabaseException.class)
                .hasMessage("The data folder " + temporary.toRealPath().resolve("postgres")
                        + " is in use: another process runs its PostgreSQL on port " + port
                        + ". Stop that process, or set LOCAL_DATABASE_DIR to another folder.");
        assertThat(database(port).rows("select 1")).containsExactly("1");
    }

    @Test
    void aWrongPasswordAndAMissingDatabaseAreSaid() throws Exception {
        var port = freePort();
        start(port, "changed");
        var admin = new TestDatabase("127.0.0.1", port, "postgres", "postgres", "abc123");

        admin.execute("drop database postgredb");
        assertThatThrownBy(() -> start(port, "other"))
                .isInstanceOf(LocalDatabaseException.class)
                .hasMessageContaining("127.0.0.1:" + port + " has no database postgredb. Create it");

        admin.execute("alter user postgres password 'another'");
        assertThatThrownBy(() -> start(port, "other"))
                .isInstanceOf(LocalDatabaseException.class)
                .hasMessageContaining("127.0.0.1:" + port + " does not let user postgres in.");
    }

    @Test
    void aFolderWithOtherFilesIsLeftAlone() throws Exception {
        var other = Files.createDirectories(temporary.resolve("holidays/data")).resolve("holiday.jpg");
        Files.writeString(other, "");

        assertThatThrownBy(() -> start(freePort(), "holidays"))
                .isInstanceOf(LocalDatabaseException.class)
                .hasMessageContaining("holds something else than a database");
        assertThat(other).exists();
    }

    @Test
    void aFailedStartSaysWhyAndCanBeRepeated() throws Exception {
        var port = freePort();
        start(port, "postgres").close();
        var version = temporary.resolve("postgres/data/PG_VERSION");
        var right = Files.readString(version);
        Files.writeString(version, "15\n");

        assertThatThrownBy(() -> start(port, "postgres"))
                .isInstanceOf(LocalDatabaseException.class)
                .hasMessageContaining("database files are incompatible with server");

        Files.writeString(version, right);
        start(port, "postgres");
    }

    @Test
    void aServerThatIsKilledIsStartedAgain() throws Exception {
        var port = freePort();
        start(port, "postgres");
        database(port).execute("drop table if exists kept", "create table kept as select 7 as n");

        ProcessHandle.of(serverPid()).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(database(port).rows("select n from kept")).containsExactly("7"));
    }

    @Test
    void aKilledProcessLeavesNoServerBehindAndTheNextStartWorks() throws Exception {
        var port = freePort();
        var child = child(port, "started");
        database(port).execute("drop table if exists kept", "create table kept as select 7 as n");
        var server = ProcessHandle.of(serverPid()).orElseThrow();

        child.destroyForcibly();
        // its parent gone, it stays in the table of processes until the system clears it away
        await().atMost(Duration.ofSeconds(30)).until(() -> !server.isAlive());
        start(port, "postgres");

        assertThat(database(port).rows("select n from kept")).containsExactly("7");
    }

    @Test
    void theNextStartNeedsNotWaitUntilTheServerOfAKilledProcessIsGone() throws Exception {
        var port = freePort();
        var child = child(port, "started");
        database(port).execute("drop table if exists kept", "create table kept as select 7 as n");

        // gone for good: one that is still dying holds its folder, and whoever starts meanwhile shares its server
        child.destroyForcibly().waitFor();
        start(port, "postgres");

        assertThat(database(port).rows("select n from kept")).containsExactly("7");
    }

    @Test
    void aTerminatedProcessTakesItsServerWithIt() throws Exception {
        var port = freePort();
        var child = child(port, "started");
        var server = ProcessHandle.of(serverPid()).orElseThrow();

        child.destroy();
        child.waitFor();

        await().atMost(Duration.ofSeconds(30)).until(() -> !server.isAlive());
        assertThat(temporary.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void twoProcessesThatStartAtOnceShareOneServer() throws Exception {
        var port = freePort();
        start(port, "postgres").close();

        var first = childProcess(port);
        var second = childProcess(port);

        assertThat(List.of(firstLine(first), firstLine(second))).containsExactlyInAnyOrder("started", "used");
    }

    @Test
    void aNoteOfAServerThatIsGoneDoesNotHarmWhoeverHasItsNumberNow() throws Exception {
        var port = freePort();
        start(port, "postgres").close();
        var bystander = new ProcessBuilder("sleep", "600").start();
        children.add(bystander);
        Files.writeString(
                temporary.resolve("postgres/data/postmaster.pid"),
                bystander.pid() + "\n" + temporary.resolve("postgres/data") + "\n1\n" + port + "\n\n127.0.0.1\n");

        assertThat(start(port, "postgres")).isNotNull();
        assertThat(bystander.isAlive()).isTrue();
    }

    @Test
    void aSystemThatCannotBindTheServerToUsHasItStartedAndStoppedAllTheSame() throws Exception {
        var port = freePort();
        var files = EmbeddedFiles.in(temporary.resolve("postgres"));
        var server = EmbeddedServer.start(
                login(port), files, files.tryLock().orElseThrow(), LocalDatabaseTest::withoutBinding);
        servers.add(server);
        assertThat(database(port).rows("show fsync")).containsExactly("on");
        var process = files.server().orElseThrow();

        server.close();

        assertThat(files.server()).isEmpty();
        await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
    }

    private static EmbeddedCommands withoutBinding(EmbeddedPrograms programs) {
        return new EmbeddedCommands(programs, EmbeddedCommands.of(programs).asUser(), List.of());
    }

    static DatabaseSettings login(int port) {
        return new DatabaseSettings("127.0.0.1", port, "postgredb", "postgres", "abc123", "disable", 10);
    }

    private RunningPostgres start(int port, String folder) {
        var server = LocalDatabase.startUnlessListening(login(port), temporary.resolve(folder))
                .orElseThrow();
        servers.add(server);
        return server;
    }

    private Process child(int port, String expected) throws IOException {
        var child = childProcess(port);
        assertThat(firstLine(child)).isEqualTo(expected);
        return child;
    }

    private Process childProcess(int port) throws IOException {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerInChild.class.getName(),
                        String.valueOf(port),
                        temporary.resolve("postgres").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        children.add(child);
        return child;
    }

    private static String firstLine(Process child) throws IOException {
        for (String line; (line = child.inputReader().readLine()) != null; ) {
            if (line.equals("started") || line.equals("used")) {
                return line;
            }
        }
        return "ended";
    }

    private long serverPid() throws IOException {
        return Long.parseLong(Files.readAllLines(temporary.resolve("postgres/data/postmaster.pid"))
                .get(0));
    }

    private static TestDatabase database(int port) {
        return new TestDatabase("127.0.0.1", port, "postgredb", "postgres", "abc123");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
