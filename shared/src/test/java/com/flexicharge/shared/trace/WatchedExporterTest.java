package com.flexicharge.shared.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WatchedExporterTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Traces.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Receiver receiver = new Receiver();
    private long now;
    private final WatchedExporter exporter = new WatchedExporter(receiver, "http://collector", () -> now);

    private static final class Receiver implements SpanExporter {
        private boolean away;

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return away
                    ? CompletableResultCode.ofExceptionalFailure(
                            new IllegalStateException("send", new ConnectException("refused")))
                    : CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void aReceiverThatIsAwayIsOneLineAndAtMostOneAMinute() {
        receiver.away = true;
        send(3);
        send(4);
        now += Duration.ofSeconds(59).toNanos();
        send(5);
        assertThat(lines())
                .containsExactly("Traces do not reach http://collector: 3 spans are lost ("
                        + "java.net.ConnectException: refused)");

        now += Duration.ofSeconds(1).toNanos();
        send(6);
        assertThat(lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("Traces do not reach http://collector: 15 spans are lost (");
    }

    @Test
    void whatIsTakenIsNoLineUnlessItWasAway() {
        send(1);
        assertThat(lines()).isEmpty();

        receiver.away = true;
        send(1);
        receiver.away = false;
        send(1);
        send(1);
        assertThat(lines()).hasSize(2).last().isEqualTo("Traces reach http://collector again");
    }

    private void send(int spans) {
        exporter.export(Collections.nCopies(spans, null));
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
