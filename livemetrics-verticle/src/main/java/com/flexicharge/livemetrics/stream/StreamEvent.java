package com.flexicharge.livemetrics.stream;

import com.flexicharge.shared.http.Json;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** One event as it goes out. Usable from any thread: readers on all event loops share it. */
final class StreamEvent {
    private final String id;
    private final String name;
    private final Object data;
    private final Optional<String> about;
    private final Optional<Instant> heardAt;
    private final byte[] bytes;

    /**
     * @param about   what it is news of: a reader who is behind gets one event for all about the same, with the newest of each value.
     *                Empty: it is never left out
     * @param heardAt when the frame came in that it tells of
     */
    private StreamEvent(String id, String name, Object data, Optional<String> about, Optional<Instant> heardAt) {
        this.id = id;
        this.name = name;
        this.data = data;
        this.about = about;
        this.heardAt = heardAt;
        this.bytes = text(id, name, data).getBytes(StandardCharsets.UTF_8);
    }

    static StreamEvent lasting(String id, String name, Object data) {
        return new StreamEvent(id, name, data, Optional.empty(), Optional.empty());
    }

    static StreamEvent passing(String id, String name, Object data, String about) {
        return new StreamEvent(id, name, data, Optional.of(about), Optional.empty());
    }

    static StreamEvent reading(String id, ReadingChange change, Instant heardAt) {
        return new StreamEvent(id, "reading", change, Optional.of("reading"), Optional.of(heardAt));
    }

    boolean isAboutTheSameAs(StreamEvent older) {
        return about.isPresent() && about.equals(older.about);
    }

    /** Instead of both, for a reader who has got neither. */
    StreamEvent over(StreamEvent older) {
        return data instanceof ReadingChange newer && older.data instanceof ReadingChange before
                ? new StreamEvent(id, name, before.then(newer), about, heardAt)
                : this;
    }

    Optional<Instant> heardAt() {
        return heardAt;
    }

    Buffer toBuffer() {
        return Buffer.buffer(bytes);
    }

    /** JSON has no line breaks of its own, which would end the data. */
    private static String text(String id, String name, Object data) {
        return "id: " + id + "\nevent: " + name + "\ndata: " + Json.write(data) + "\n\n";
    }
}
