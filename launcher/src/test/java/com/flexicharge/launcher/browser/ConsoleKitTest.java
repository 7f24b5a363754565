package com.flexicharge.launcher.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The console's own reckoning, without a browser. */
class ConsoleKitTest {
    @Test
    void figuresPlacesPagesAndStreamsAreReadAsTheyAreMeant() {
        var node = Programs.need("Node.js", "install nodejs, 20 or newer", "node", "nodejs");
        NodeTests.copied("browser")
                .run(
                        node,
                        List.of("kit.test.mjs"),
                        Map.of(
                                "CONSOLE",
                                        Path.of("src/main/resources/console")
                                                .toAbsolutePath()
                                                .toString(),
                                "TZ", "Europe/Stockholm",
                                "LC_ALL", "en_US.UTF-8"),
                        Duration.ofMinutes(1));
    }
}
