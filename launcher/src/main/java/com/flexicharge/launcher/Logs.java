package com.flexicharge.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.flexicharge.shared.config.ProcessConfig;
import com.flexicharge.shared.log.About;
import com.flexicharge.shared.log.CurrentRequest;
import java.io.IOException;
import net.logstash.logback.composite.AbstractJsonProvider;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log as {@code LOG_LEVEL} and {@code LOG_FORMAT} ask for it: lines for people, or one JSON object a line. */
final class Logs {
    private static final String LINE = "%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n";

    private Logs() {}

    static void configure(ProcessConfig config) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder(context, config.logFormat()));
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.toLevel(config.logLevel().name()));
        // One line for each thing started is ours; what the libraries tell of it is for those who ask for debug.
        if (root.getLevel() == Level.INFO) {
            context.getLogger("org.flywaydb").setLevel(Level.WARN);
            context.getLogger("io.zonky").setLevel(Level.WARN);
            context.getLogger("com.hazelcast").setLevel(Level.WARN);
        }
        // It would like the JVM to be started with ten more options, for a speed that nobody misses here.
        context.getLogger("com.hazelcast.instance.impl.HazelcastInstanceFactory")
                .setLevel(Level.ERROR);
        // What found its handler gone is asked again.
        context.getLogger("io.vertx.core.eventbus.impl.MessageConsumerImpl").setLevel(Level.ERROR);
        // It tells of structures that nobody here uses.
        context.getLogger("com.hazelcast.cp.CPSubsystem").setLevel(Level.ERROR);
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, ProcessConfig.LogFormat format) {
        return switch (format) {
            case TEXT -> {
                var encoder = new PatternLayoutEncoder();
                encoder.setContext(context);
                encoder.setPattern(LINE);
                encoder.start();
                yield encoder;
            }
            case JSON -> {
                var encoder = new LogstashEncoder();
                encoder.addProvider(new RequestField());
                encoder.setContext(context);
                encoder.start();
                yield encoder;
            }
        };
    }

    /** Of lines written while an HTTP request is worked on, here or for another process: by it all of them are found. */
    private static final class RequestField extends AbstractJsonProvider<ILoggingEvent> {
        @Override
        public void writeTo(JsonGenerator generator, ILoggingEvent event) throws IOException {
            var id = CurrentRequest.id();
            if (id.isPresent()) {
                generator.writeStringField(About.REQUEST, id.get());
            }
        }
    }
}
