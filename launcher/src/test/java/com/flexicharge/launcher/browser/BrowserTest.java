package com.flexicharge.launcher.browser;

import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People at the console, in a real browser, on a real server with real chargers. */
@Tag("browser")
@ExtendWith(TestDatabaseExtension.class)
class BrowserTest {
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final String ADMIN = "olga@example.org";
    private static final String PASSWORD = "Charge-4-olga";

    @Test
    void operatorsAndDriversGetAlongWithTheConsole(TestDatabase database, @TempDir Path folder) throws IOException {
        var node = Programs.need("Node.js", "install nodejs, 20 or newer", "node", "nodejs");
        var npm = Programs.need("npm", "install npm", "npm");
        var chromium = Programs.need(
                "browser", "install chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
        var tests = NodeTests.copied("browser").install(npm);
        var settings = Map.of("ADMIN_USERNAME", ADMIN, "ADMIN_PASSWORD", PASSWORD);
        try (var server = RunningServer.on(database, folder, settings)) {
            var backstage = backstage(server);
            try {
                tests.run(
                        node,
                        List.of("console.test.mjs"),
                        Map.of(
                                "SERVER", server.http("").toString(),
                                "SOCKETS", server.sockets(""),
                                "BACKSTAGE",
                                        "http://127.0.0.1:"
                                                + backstage.getAddress().getPort(),
                                "CHROMIUM", chromium.toString(),
                                "ADMIN_USERNAME", ADMIN,
                                "ADMIN_PASSWORD", PASSWORD,
                                "ADMIN_TOKEN", server.adminToken(),
                                "SCREENSHOTS",
                                        Path.of("target", "screenshots")
                                                .toAbsolutePath()
                                                .toString()),
                        LONGEST);
            } finally {
                backstage.stop(0);
            }
        }
    }

    /** What a test in the browser has done to the server: {@code POST /restart} comes back when it is up again. */
    private static HttpServer backstage(RunningServer server) throws IOException {
        var backstage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backstage.createContext("/restart", exchange -> {
            server.restart();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        backstage.start();
        return backstage;
    }
}
