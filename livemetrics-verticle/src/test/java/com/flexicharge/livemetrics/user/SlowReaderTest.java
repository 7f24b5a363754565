package com.flexicharge.livemetrics.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlowReaderTest {
    /** Ten times what a socket may let wait, and more than TCP takes on the way. */
    private static final int FRAMES = 20_000;

    @Test
    void aSlowReaderGetsTheNewestReadingsAndTheEndAndSlowsNobodyElse() {
        try (var server = UserSocketServer.open();
                var slow = new UnreadSocket(server.port(), "/user/alice");
                var fast = Phone.listen(server.port(), "/user/bob")) {
            await().until(() -> server.socketsOf("alice") == 1 && server.socketsOf("bob") == 1);

            for (int i = 0; i < FRAMES; i++) {
                server.reading("alice", 4711, frame(i));
                server.reading("bob", 4712, frame(i));
            }
            server.end("alice", 4711, "[\"the end\"]");
            for (int i = 0; i < FRAMES; i++) {
                assertThat(fast.next()).isEqualTo(frame(i));
            }
            assertThat(server.waitingFor("alice")).isBetween(100, 2_100);

            var read = slow.readUntil("[\"the end\"]");
            assertThat(read.length()).isLessThan(FRAMES * frame(0).length() / 2);
            assertThat(read).contains(frame(0)).contains(frame(FRAMES - 1) + "\u0081\u000B[\"the end\"]");
            await().until(() -> server.waitingFor("alice") == 0);
        }
    }

    @Test
    void aReaderThatTakesNothingIsClosedAndNothingOfItIsKept() {
        try (var server = new UserSocketServer(false, Optional.empty(), Duration.ofMillis(300));
                var stuck = new UnreadSocket(server.port(), "/user/alice")) {
            await().until(() -> server.socketsOf("alice") == 1);
            for (int i = 0; i < FRAMES; i++) {
                server.reading("alice", 4711, frame(i));
            }
            await().untilAsserted(() -> assertThat(server.heldFor("alice"))
                    .isEqualTo(Map.of("sockets", 0, "subscriptions", 0, "buffers", 0)));
            assertThat(stuck).isNotNull();
        }
    }

    private static String frame(int i) {
        return "[2,\"" + "x".repeat(500) + "\"," + i + "]";
    }
}
