package com.flexicharge.livemetrics.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserSocketTest {
    private static final Map<String, Integer> NOTHING = Map.of("sockets", 0, "subscriptions", 0, "buffers", 0);

    @Test
    void theTokenMayComeInTheAddressTheHeaderOrTheSubprotocols() {
        try (var server = UserSocketServer.withTokens()) {
            var token = server.token("alice");
            try (var byQuery = Phone.listen(server.port(), "/user/alice?access_token=" + token);
                    var byHeader =
                            Phone.listenWithHeader(server.port(), "/user/alice/", "Authorization", "Bearer " + token);
                    var bySubprotocol = Phone.listenAs(server.port(), "/user/alice", "bearer", token)) {
                assertThat(bySubprotocol.subprotocol()).isEqualTo("bearer");
                await().until(() -> server.socketsOf("alice") == 3);
                server.reading("alice", 1, "[1]");
                for (var phone : List.of(byQuery, byHeader, bySubprotocol)) {
                    assertThat(phone.next()).isEqualTo("[1]");
                }
            }
        }
    }

    @Test
    void withoutTheUsersOwnTokenThereIsNoUpgrade() {
        try (var server = UserSocketServer.withTokens()) {
            assertThat(refusal(server, "/user/alice")).isEqualTo("401 Bearer");
            assertThat(refusal(server, "/user/alice?access_token=abc")).isEqualTo("401 Bearer");
            var expired = server.token("alice", Role.USER, Duration.ZERO);
            assertThat(refusal(server, "/user/alice?access_token=" + expired)).isEqualTo("401 Bearer");
            assertThat(refusal(server, "/user/alice?access_token=" + server.token("bob")))
                    .isEqualTo("403");
            assertThat(refusal(server, "/user/?access_token=" + server.token("bob")))
                    .isEqualTo("404");
            try (var malformed = new UnreadSocket(server.port(), "/user/%zz")) {
                assertThat(malformed.readUntil("\r\n")).startsWith("HTTP/1.1 400 ");
            }
            assertThat(refusal(server, "/user/" + "a".repeat(65))).isEqualTo("400");
            assertThat(server.heldFor("alice")).isEqualTo(NOTHING);
        }
    }

    @Test
    void anAdminMayListenToAUser() {
        try (var server = UserSocketServer.withTokens();
                var operator = Phone.listen(
                        server.port(),
                        "/user/alice?access_token=" + server.token("root", Role.ADMIN, Duration.ofHours(1)))) {
            await().until(() -> server.socketsOf("alice") == 1);
            server.reading("root", 1, "[\"root\"]");
            server.reading("alice", 1, "[\"alice\"]");
            assertThat(operator.next()).isEqualTo("[\"alice\"]");
        }
    }

    @Test
    void whenTheTokenRunsOutTheSocketIsClosed() {
        try (var server = UserSocketServer.withTokens();
                var phone = Phone.listen(
                        server.port(),
                        "/user/alice?access_token=" + server.token("alice", Role.USER, Duration.ofSeconds(1)))) {
            assertThat(phone.closed()).isEqualTo(new Phone.Close(1008, "token expired"));
            await().untilAsserted(() -> assertThat(server.heldFor("alice")).isEqualTo(NOTHING));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/user/bob@x, bob@x",
        "/user/bob%40x, bob@x",
        "/user/a+b, a+b",
        "/user/a%20b, a b",
        "/user/a%2520b, a%20b",
        "/user/a%2Fb, a/b",
        "/user/%C3%A5, å",
        "/user/*, *",
    })
    void theUserIsTheLastSegmentOfThePathDecodedOnce(String path, String userID) {
        try (var server = UserSocketServer.open();
                var phone = Phone.listen(server.port(), path)) {
            await().until(() -> server.socketsOf(userID) == 1);
            for (var other : List.of(
                    userID + ".se",
                    userID + "/x",
                    userID.substring(1),
                    "*",
                    "#",
                    userID.toUpperCase(java.util.Locale.ROOT))) {
                if (!other.equals(userID)) {
                    server.reading(other, 1, "[\"somebody else's\"]");
                }
            }
            server.reading(userID, 1, "[1]");
            assertThat(phone.next()).isEqualTo("[1]");
            assertThat(phone.unread()).isZero();
        }
    }

    @Test
    void ofOtherSubprotocolsTheFirstIsEchoed() {
        try (var server = UserSocketServer.open();
                var phone = Phone.listenAs(server.port(), "/user/alice", "ocpp1.6", "mqtt");
                var plain = Phone.listen(server.port(), "/user/alice")) {
            assertThat(phone.subprotocol()).isEqualTo("ocpp1.6");
            assertThat(plain.subprotocol()).isEmpty();
        }
    }

    @Test
    void whereNoTokenIsAskedForAnUnreadableHeaderDoesNoHarm() {
        try (var server = UserSocketServer.open();
                var phone = Phone.listenWithHeader(server.port(), "/user/alice", "Authorization", "Basic YTpi")) {
            await().until(() -> server.socketsOf("alice") == 1);
            assertThat(phone.isClosed()).isFalse();
        }
    }

    @Test
    void everySocketOfAUserGetsEveryFrameOnceAndInOrderAlsoWhenOthersLeave() {
        try (var server = UserSocketServer.open();
                var stays = Phone.listen(server.port(), "/user/alice")) {
            var leaves = Phone.listen(server.port(), "/user/alice");
            await().until(() -> server.socketsOf("alice") == 2);
            server.reading("alice", 1, "[0]");
            assertThat(leaves.next()).isEqualTo("[0]");
            leaves.close();
            await().until(() -> server.socketsOf("alice") == 1);

            var sent = new ArrayList<>(List.of("[0]"));
            for (int i = 1; i < 500; i++) {
                sent.add("[" + i + "]");
                server.reading("alice", i % 3, "[" + i + "]");
            }
            sent.forEach(frame -> assertThat(stays.next()).isEqualTo(frame));
            assertThat(stays.unread()).isZero();
        }
    }

    @Test
    void aLongFrameArrivesWhole() {
        try (var server = UserSocketServer.open();
                var phone = Phone.listen(server.port(), "/user/alice")) {
            await().until(() -> server.socketsOf("alice") == 1);
            var text = "[\"" + "å".repeat(100_000) + "\"]";
            server.reading("alice", 1, text);
            assertThat(phone.next()).isEqualTo(text);
        }
    }

    @Test
    void whatAUserSendsIsIgnoredUpToTwentyFramesASecond() {
        try (var server = UserSocketServer.open();
                var phone = Phone.listen(server.port(), "/user/alice")) {
            await().until(() -> server.socketsOf("alice") == 1);
            for (int i = 0; i < 20; i++) {
                phone.send("x".repeat(4096));
            }
            server.reading("alice", 1, "[1]");
            assertThat(phone.next()).isEqualTo("[1]");
            phone.send("one too many");
            assertThat(phone.closed()).isEqualTo(new Phone.Close(1008, "only listening is possible here"));
        }
    }

    @Test
    void aMessageOverFourKibibytesClosesTheSocketAlsoInParts() {
        try (var server = UserSocketServer.open();
                var whole = Phone.listen(server.port(), "/user/alice");
                var parts = Phone.listen(server.port(), "/user/alice")) {
            whole.send("x".repeat(4097));
            assertThat(whole.closed().code()).isEqualTo(1008);
            parts.sendPart("x".repeat(4000));
            parts.send("x".repeat(97));
            assertThat(parts.closed().code()).isEqualTo(1008);
        }
    }

    @Test
    void aSocketTooManyIsToldAndClosed() {
        try (var server = UserSocketServer.open()) {
            var phones = new ArrayList<Phone>();
            for (int i = 0; i < UserSocketServer.MOST_OF_A_USER; i++) {
                phones.add(Phone.listen(server.port(), "/user/alice"));
            }
            await().until(() -> server.socketsOf("alice") == UserSocketServer.MOST_OF_A_USER);
            try (var tooMany = Phone.listen(server.port(), "/user/alice")) {
                assertThat(tooMany.next())
                        .isEqualTo("[4,1337,\"InternalError\",\"Couldn't subscribe to live metrics\",{}]");
                assertThat(tooMany.closed().code()).isEqualTo(1013);
            }
            phones.forEach(Phone::close);
            await().untilAsserted(() -> assertThat(server.heldFor("alice")).isEqualTo(NOTHING));
        }
    }

    @Test
    void whoAnswersPingsStays() {
        try (var server = new UserSocketServer(false, Optional.of(Duration.ofMillis(150)), Duration.ofSeconds(30));
                var phone = Phone.listen(server.port(), "/user/alice");
                var silent = new UnreadSocket(server.port(), "/user/bob")) {
            await().until(() -> server.socketsOf("bob") == 1);
            await().untilAsserted(() -> assertThat(server.heldFor("bob")).isEqualTo(NOTHING));
            assertThat(silent.readAll()).contains("no pong");
            assertThat(phone.isClosed()).isFalse();
            assertThat(server.heldFor("alice")).containsEntry("subscriptions", 1);
        }
    }

    @Test
    void whenTheServerStopsEverySocketIsClosed() {
        try (var server = UserSocketServer.open();
                var phone = Phone.listen(server.port(), "/user/alice")) {
            await().until(() -> server.socketsOf("alice") == 1);
            server.sockets.stop().toCompletionStage().toCompletableFuture().join();
            assertThat(phone.closed()).isEqualTo(new Phone.Close(1001, "server stops"));
            assertThat(server.heldFor("alice")).isEqualTo(NOTHING);
        }
    }

    private static String refusal(UserSocketServer server, String path) {
        return Phone.refusal(() -> Phone.listen(server.port(), path));
    }
}
