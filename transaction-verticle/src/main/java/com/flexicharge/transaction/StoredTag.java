package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.IdTagEndpoints.IdTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tag as an operator sees it. */
record StoredTag(Tag tag, @Nullable String note) {
    IdTag shown(Instant now) {
        return new IdTag(
                tag.idTag(),
                tag.blocked(),
                tag.expiryAt(),
                tag.parentIdTag(),
                tag.userID(),
                tag.maxActive(),
                note,
                Tag.info(Optional.of(tag), now, List.of()));
    }
}
