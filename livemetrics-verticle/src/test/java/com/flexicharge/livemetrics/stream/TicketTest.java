package com.flexicharge.livemetrics.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.flexicharge.livemetrics.RunningModule;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.testing.Watch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class TicketTest {
    private final TestDatabase database;
    private final RunningModule module;

    TicketTest(TestDatabase database) {
        this.database = database;
        module = new RunningModule(database, Map.of());
        database.execute("truncate livemetrics.tickets");
        module.transactions.begin(Protocol.OCPP_16, 4711, 100009, "alice", 0);
    }

    @AfterEach
    void stop() {
        module.close();
    }

    @Test
    void aTicketOpensItsOwnersStreamsForAMinute() throws Exception {
        var ticket = ticket(module.token("alice"));
        assertThat(status("/transactions/4711/live?ticket=" + ticket)).isEqualTo(200);
        module.clock.advance(Duration.ofSeconds(59));
        assertThat(status("/transactions/4711/live?ticket=" + ticket)).isEqualTo(200);
        module.clock.advance(Duration.ofSeconds(1));
        assertThat(status("/transactions/4711/live?ticket=" + ticket)).isEqualTo(401);
    }

    @Test
    void itOpensNothingElse() throws Exception {
        var bobs = ticket(module.token("bob"));
        assertThat(status("/transactions/4711/live?ticket=" + bobs)).isEqualTo(403);
        assertThat(status("/live?ticket=" + bobs)).isEqualTo(403);
        assertThat(status("/transactions/4711/meter-values?ticket=" + ticket(module.token("alice"))))
                .isEqualTo(401);
        var admins = ticket(module.token("root", Role.ADMIN, Duration.ofHours(1)));
        assertThat(status("/transactions/4711/live?ticket=" + admins)).isEqualTo(200);
    }

    @Test
    void whatIsStoredOpensNothingAndDoesNotStay() throws Exception {
        var first = ticket(module.token("alice"));
        assertThat(database.rows("select * from livemetrics.tickets").toString())
                .doesNotContain(first);
        module.clock.advance(Duration.ofMinutes(2));
        ticket(module.token("alice"));
        assertThat(database.rows("select user_id from livemetrics.tickets")).containsExactly("alice");
    }

    @Test
    void withoutATokenThereIsNone() throws Exception {
        assertThat(ask("").statusCode()).isEqualTo(401);
    }

    private String ticket(String token) throws Exception {
        var answer = ask("Bearer " + token);
        assertThat(answer.statusCode()).isEqualTo(201);
        var json = new ObjectMapper().readTree(answer.body());
        assertThat(json.get("expiresIn").intValue()).isEqualTo(60);
        return json.get("ticket").textValue();
    }

    private java.net.http.HttpResponse<String> ask(String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + module.httpPort() + "/live/tickets"))
                .POST(HttpRequest.BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private int status(String path) {
        try (var watch = Watch.open(module.httpPort(), path)) {
            return watch.status();
        }
    }
}
