package com.flexicharge.account.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.account.Awaiting;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Letters on their way to a real SMTP server. */
class SmtpPostTest {
    private static final List<Duration> SHORT = List.of(Duration.ofMillis(50), Duration.ofMillis(50));

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        Awaiting.result(vertx.close().map(true));
    }

    private static GreenMail mailServer(int port) {
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    private SmtpPost postTo(int port, Optional<String> user, Optional<String> password, List<Duration> pauses) {
        return new SmtpPost(
                vertx, new MailServer(false, "127.0.0.1", port, user, password, "no-reply@example.org"), pauses);
    }

    private static MimeMessage only(GreenMail server) {
        await().atMost(Duration.ofSeconds(20)).until(() -> server.getReceivedMessages().length == 1);
        return server.getReceivedMessages()[0];
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aLetterArrivesAsItWasWritten() throws Exception {
        var server = mailServer(0);
        try {
            postTo(server.getSmtp().getPort(), Optional.empty(), Optional.empty(), SHORT)
                    .send(new Letter("anna@example.org", "Din kod från Jönköping", "Koden är 123456.\n\nVälkommen!"));

            var letter = only(server);
            assertThat(letter.getSubject()).isEqualTo("Din kod från Jönköping");
            assertThat(letter.getFrom()[0]).hasToString("no-reply@example.org");
            assertThat(letter.getRecipients(Message.RecipientType.TO)[0]).hasToString("anna@example.org");
            assertThat(((String) letter.getContent()).strip().replace("\r\n", "\n"))
                    .isEqualTo("Koden är 123456.\n\nVälkommen!");
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatIsAwayGetsTheLetterWhenItIsBack() throws Exception {
        int port = freePort();
        var patient = List.of(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(10));
        postTo(port, Optional.empty(), Optional.empty(), patient)
                .send(new Letter("anna@example.org", "Code", "123456"));

        var server = mailServer(port);
        try {
            assertThat(only(server).getSubject()).isEqualTo("Code");
        } finally {
            server.stop();
        }
    }

    @Test
    void aPasswordIsNotSentToAServerThatDoesNotEncrypt() {
        var server = mailServer(0);
        server.setUser("anna@example.org", "robot", "hunter2");
        try {
            var post = postTo(server.getSmtp().getPort(), Optional.of("robot"), Optional.of("hunter2"), List.of());
            post.send(new Letter("anna@example.org", "Code", "123456"));

            await().atMost(Duration.ofSeconds(20)).until(() -> post.waiting() == 0);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }
}
