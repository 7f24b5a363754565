package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.shared.contract.transaction.IdTagInfo.Status;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An id tag that is known, with what decides whether it may charge.
 *
 * @param parentIdTag as it was entered; absent: it belongs to no group
 * @param parent      absent when there is none or it is not known
 * @param maxActive   sessions at once; absent: any number
 * @param running     the open sessions under it, the one that began first before the others; empty where no limit asks for them
 */
record Tag(
        String key,
        String idTag,
        boolean blocked,
        @Nullable Instant expiryAt,
        @Nullable String parentIdTag,
        Optional<Parent> parent,
        @Nullable String userID,
        @Nullable Integer maxActive,
        List<Integer> running) {
    Tag {
        running = List.copyOf(running);
    }

    record Parent(boolean blocked, @Nullable Instant expiryAt) {}

    /** What tags are compared by: letter case does not count (OCPP 1.6 §7.28). */
    static String keyOf(String idTag) {
        return idTag.toLowerCase(Locale.ROOT);
    }

    /**
     * What a charger is told of a tag; the first rule that applies decides.
     *
     * @param tag    absent when the tag is not known
     * @param except the session asked about and those it put an end to, which must not count against it
     */
    static IdTagInfo info(Optional<Tag> tag, Instant now, List<Integer> except) {
        return tag.map(known -> new IdTagInfo(known.status(now, except), known.expiryAt, known.parentIdTag))
                .orElseGet(() -> new IdTagInfo(Status.INVALID, null, null));
    }

    /** What a charger is told when a session is over: how many more run under the tag does not matter then. */
    static IdTagInfo infoAtStop(Optional<Tag> tag, Instant now) {
        return tag.map(known -> new IdTagInfo(known.standing(now), known.expiryAt, known.parentIdTag))
                .orElseGet(() -> new IdTagInfo(Status.INVALID, null, null));
    }

    /** As it counts once sessions ended and others began under it that were not committed when it was read. */
    Tag after(List<Integer> ended, List<Integer> begun) {
        var now = Stream.concat(running.stream().filter(id -> !ended.contains(id)), begun.stream())
                .toList();
        return new Tag(key, idTag, blocked, expiryAt, parentIdTag, parent, userID, maxActive, now);
    }

    /** As it counted when this session began: those that began later do not speak against it when its start is repeated. */
    Tag before(int transactionID) {
        var earlier = running.stream().takeWhile(id -> id != transactionID).toList();
        var then = running.contains(transactionID) ? earlier : List.<Integer>of();
        return new Tag(key, idTag, blocked, expiryAt, parentIdTag, parent, userID, maxActive, then);
    }

    private Status status(Instant now, List<Integer> except) {
        var standing = standing(now);
        return standing == Status.ACCEPTED && isFull(except) ? Status.CONCURRENT_TX : standing;
    }

    private Status standing(Instant now) {
        var own = standing(blocked, expiryAt, now);
        return own == Status.ACCEPTED
                ? parent.map(group -> standing(group.blocked(), group.expiryAt(), now))
                        .orElse(own)
                : own;
    }

    private static Status standing(boolean blocked, @Nullable Instant expiryAt, Instant now) {
        if (blocked) {
            return Status.BLOCKED;
        }
        return expiryAt != null && !expiryAt.isAfter(now) ? Status.EXPIRED : Status.ACCEPTED;
    }

    private boolean isFull(List<Integer> except) {
        return maxActive != null
                && running.stream().filter(id -> !except.contains(id)).count() >= maxActive;
    }
}
