package com.flexicharge.charger.locallist;

import com.flexicharge.shared.contract.charger.LocalListEndpoints.Entry;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.shared.db.Columns;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A tag of a list as it is kept.
 *
 * @param key  by which it is found: tags compare without letter case (OCPP 1.6 §7.28)
 * @param info empty: it is taken off
 */
record ListedTag(String key, String idTag, Optional<IdTagInfo> info) {
    /** 9999-12-31T23:59:59Z: what never expires in the words of any charger, and what every part of the way can hold. */
    private static final Instant LATEST = Instant.ofEpochSecond(253_402_300_799L);

    static ListedTag of(Entry entry) {
        var idTag = Objects.requireNonNullElse(Columns.storable(entry.idTag()), "");
        return new ListedTag(
                idTag.toLowerCase(Locale.ROOT),
                idTag,
                Optional.ofNullable(entry.info()).map(ListedTag::inRange));
    }

    private static IdTagInfo inRange(IdTagInfo info) {
        var expiry = info.expiryAt();
        return expiry == null || !expiry.isAfter(LATEST)
                ? info
                : new IdTagInfo(info.status(), LATEST, info.parentIdTag());
    }
}
