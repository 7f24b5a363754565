package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private final ConcurrentLinkedQueue<Promise<HttpAnswer>> open = new ConcurrentLinkedQueue<>();
    private final ApiServer server = ApiServer.with(routes -> routes.get("/elsewhere", Access.OPEN, x -> {
                Promise<HttpAnswer> answer = Promise.promise();
                CompletableFuture.runAsync(() ->
                        answer.complete(HttpAnswer.text(Thread.currentThread().getName())));
                return answer.future();
            })
            .get("/waits", Access.OPEN, x -> {
                Promise<HttpAnswer> answer = Promise.promise();
                open.add(answer);
                return answer.future();
            })
            .get("/now", Access.OPEN, x -> Future.succeededFuture(HttpAnswer.text("now"))));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAnswerMadeOnAnotherThreadArrives() {
        assertThat(server.ask("GET /elsewhere").body()).isNotEmpty().doesNotStartWith("vert.x");
    }

    @Test
    void answersKeepTheOrderOfPipelinedRequests() throws IOException {
        try (var wire = server.connect()) {
            wire.send(Wire.head("GET /waits") + "\r\n" + Wire.head("GET /now") + "\r\n");
            await().until(() -> !open.isEmpty());
            open.remove().complete(HttpAnswer.text("first"));

            assertThat(wire.read(false).body()).isEqualTo("first");
            assertThat(wire.read(false).body()).isEqualTo("now");
        }
    }

    @Test
    void aClientThatLeavesBeforeItsAnswerHurtsNobody() throws IOException {
        try (var wire = server.connect()) {
            wire.send(Wire.head("GET /waits") + "\r\n");
            await().until(() -> !open.isEmpty());
        }
        open.remove().complete(HttpAnswer.text("for nobody"));

        assertThat(server.ask("GET /now").body()).isEqualTo("now");
    }
}
