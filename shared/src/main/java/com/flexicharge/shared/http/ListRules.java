package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list was asked for. The list is in order of its ids, so a cursor stays valid while rows are added.
 *
 * @param limit      1…500, of a file more; absent: all of it
 * @param afterID    the last row of the page before, in the asked order
 */
public record ListRules(Optional<Integer> limit, boolean descending, Optional<Long> afterID) {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 500;

    /**
     * What to ask the owner of the rows for: one row more than goes to the client, because that row's being there is what tells
     * that the list goes on.
     */
    public PageRequest pageRequest() {
        @Nullable Integer oneMore = limit.map(rows -> rows + 1).orElse(null);
        return new PageRequest(oneMore, descending, afterID.orElse(null));
    }

    /** Answers with the rows that {@link #pageRequest()} brought, less the one too many, which becomes the link to the next. */
    public <T> HttpAnswer page(List<T> rows, ToLongFunction<T> id) {
        int shown = Math.min(rows.size(), limit.orElse(rows.size()));
        var answer = HttpAnswer.ok(rows.subList(0, shown));
        return shown < rows.size() ? answer.next(cursor(id.applyAsLong(rows.get(shown - 1)))) : answer;
    }

    /** For {@link HttpAnswer#next}. Opaque to clients, so that what it holds may change. */
    public static String cursor(long id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(("id:" + id).getBytes(StandardCharsets.US_ASCII));
    }

    static Optional<Long> idIn(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            return text.startsWith("id:") ? Numbers.parse(text.substring(3), 0, Long.MAX_VALUE) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
