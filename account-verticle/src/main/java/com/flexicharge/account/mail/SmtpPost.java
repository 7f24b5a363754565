package com.flexicharge.account.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Letters by SMTP. A server that is away is tried again after 5 s, 30 s and 2 minutes; then, and when {@value #MOST_WAITING} letters
 * wait, one is given up, which the log says without its text. Usable from any thread.
 */
public final class SmtpPost implements Post {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpPost.class);
    private static final int MOST_WAITING = 1000;
    private static final int AT_ONCE = 4;
    private static final String TIMEOUT_MS = "10000";
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2));

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final MailServer server;
    private final List<Duration> pauses;
    private final Session session;
    private final AtomicInteger waiting = new AtomicInteger();

    public SmtpPost(Vertx vertx, MailServer server) {
        this(vertx, server, PAUSES);
    }

    /** @param pauses before each further try */
    SmtpPost(Vertx vertx, MailServer server, List<Duration> pauses) {
        this.vertx = vertx;
        // a server that does not answer holds a thread for 10 s and more
        this.workers = vertx.createSharedWorkerExecutor("mail", AT_ONCE, 1, TimeUnit.MINUTES);
        this.server = server;
        this.pauses = List.copyOf(pauses);
        this.session = session(server);
    }

    @Override
    public void send(Letter letter) {
        if (waiting.get() >= MOST_WAITING) {
            LOG.error("{} letters wait for {}: one to {} is given up", waiting, server, letter.to());
            return;
        }
        waiting.incrementAndGet();
        attempt(letter, 0).onComplete(done -> waiting.decrementAndGet());
    }

    /** Letters that are neither delivered nor given up. */
    int waiting() {
        return waiting.get();
    }

    private Future<Void> attempt(Letter letter, int before) {
        return workers.executeBlocking(() -> deliver(letter), false).recover(failure -> {
            if (before >= pauses.size() || failure instanceof SendFailedException) {
                LOG.error("The letter to {} was not taken by {}: {}", letter.to(), server, failure.getMessage());
                return Future.succeededFuture();
            }
            LOG.warn("{} did not take a letter, which is tried again: {}", server, failure.getMessage());
            return vertx.timer(pauses.get(before).toMillis(), TimeUnit.MILLISECONDS)
                    .compose(now -> attempt(letter, before + 1));
        });
    }

    private Void deliver(Letter letter) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress(server.from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setText(letter.text(), StandardCharsets.UTF_8.name());
        Transport.send(message);
        return null;
    }

    private static Session session(MailServer server) {
        var protocol = server.encrypted() ? "smtps" : "smtp";
        var prefix = "mail." + protocol + ".";
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty("mail.transport.protocol.rfc822", protocol);
        properties.setProperty(prefix + "host", server.host());
        properties.setProperty(prefix + "port", String.valueOf(server.port()));
        properties.setProperty(prefix + "connectiontimeout", TIMEOUT_MS);
        properties.setProperty(prefix + "timeout", TIMEOUT_MS);
        properties.setProperty(prefix + "writetimeout", TIMEOUT_MS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "starttls.enable", "true");
        // a password goes over the network encrypted or not at all
        properties.setProperty(
                prefix + "starttls.required", String.valueOf(server.password().isPresent()));
        properties.setProperty(prefix + "auth", String.valueOf(server.user().isPresent()));
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(
                        server.user().orElse(""), server.password().orElse(""));
            }
        });
    }
}
