package com.flexicharge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Somebody who reads a stream as browsers do (WHATWG HTML §9.2.6), with the JDK's client, which shares no code with the server. */
public final class Watch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param name empty for a comment, whose text is then the data */
    public record Event(String name, String id, String data) {
        public JsonNode json() {
            try {
                return JSON.readTree(data);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(data, e);
            }
        }
    }

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<HttpResponse.ResponseInfo> head = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final CompletableFuture<?> exchange;

    private Watch(int port, String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        headers.forEach(request::header);
        exchange = CLIENT.sendAsync(request.build(), info -> {
            head.complete(info);
            return BodySubscribers.fromLineSubscriber(new Lines());
        });
        exchange.whenComplete((done, failure) -> {
            if (failure != null) {
                head.completeExceptionally(failure);
            }
            over.complete(null);
        });
    }

    /** @param headers name, value, name, value … */
    public static Watch open(int port, String path, String... headers) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new Watch(port, path, all);
    }

    public int status() {
        return head().statusCode();
    }

    public String header(String name) {
        return head().headers().firstValue(name).orElse("");
    }

    private HttpResponse.ResponseInfo head() {
        return head.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** The next event that is no comment. */
    public Event next() {
        for (var event = nextOrComment(); ; event = nextOrComment()) {
            if (!event.name().isEmpty()) {
                return event;
            }
        }
    }

    public Event next(String name) {
        var event = next();
        assertThat(event.name()).as(event.data()).isEqualTo(name);
        return event;
    }

    public Event nextOrComment() {
        try {
            @Nullable Event event = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(event).as("an event within %s", PATIENCE).isNotNull();
            return Objects.requireNonNull(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int unread() {
        return events.size();
    }

    /** Waits until the server has ended it. */
    public void ended() {
        over.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    public boolean isOver() {
        return over.isDone();
    }

    /** Leaves as a browser does whose tab is closed. */
    @Override
    public void close() {
        exchange.cancel(true);
    }

    private final class Lines implements Flow.Subscriber<String> {
        private String name = "";
        private String id = "";
        private String data = "";

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.isEmpty()) {
                if (!name.isEmpty()) {
                    events.add(new Event(name, id, data));
                }
                name = "";
            } else if (line.startsWith(":")) {
                events.add(new Event("", "", line.substring(1).strip()));
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.startsWith("retry: ")) {
                events.add(new Event("", "", line));
            } else {
                // The problem of a request that was refused.
                events.add(new Event("body", "", line));
            }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
