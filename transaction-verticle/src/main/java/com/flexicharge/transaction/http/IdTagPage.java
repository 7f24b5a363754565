package com.flexicharge.transaction.http;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.IdTag;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.Query;
import com.flexicharge.transaction.IdTagForm;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list rules for rows whose order is a text: as for all other lists, but a cursor holds the last tag seen.
 *
 * @param limit 1…500
 * @param after a tag
 */
record IdTagPage(int limit, boolean descending, Optional<String> after) {
    private static final String MARK = "tag:";

    /** The caller checks the query when everything else is read. */
    static IdTagPage of(Query query) {
        var limit = query.integer("limit", 1, 500, "invalidLimit");
        var descending = query.word("order", IdTagPage::isDescending, "invalidOrder", "asc or desc");
        var after = query.word("cursor", IdTagPage::tagIn, "invalidCursor", "one that a link gave");
        return new IdTagPage(limit.orElse(100), descending.orElse(false), after);
    }

    /** One row more than is shown tells that the list goes on. */
    PageRequest request() {
        return new PageRequest(limit + 1, descending, null);
    }

    @Nullable
    String afterOrNull() {
        return after.orElse(null);
    }

    HttpAnswer show(List<IdTag> tags) {
        var shown = tags.subList(0, Math.min(limit, tags.size()));
        var answer = HttpAnswer.ok(shown.stream().map(IdTagView::of).toList());
        return shown.size() < tags.size() ? answer.next(cursor(shown.get(limit - 1))) : answer;
    }

    private static String cursor(IdTag last) {
        var text = MARK + last.idTag().toLowerCase(Locale.ROOT);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> tagIn(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Optional.of(text)
                    .filter(marked -> marked.startsWith(MARK))
                    .map(marked -> marked.substring(MARK.length()))
                    .filter(IdTagForm::isTag);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> isDescending(String word) {
        return switch (word) {
            case "asc" -> Optional.of(false);
            case "desc" -> Optional.of(true);
            default -> Optional.empty();
        };
    }
}
