package com.flexicharge.charger.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.Entry;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.LocalList;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A local list as operators see it; its entries are in OCPP's words, so that they can be sent back as they are. */
record LocalListView(
        @Nullable Integer listVersion,
        List<EntryView> entries,
        @Nullable Instant sentAt) {
    record EntryView(
            String idTag,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            InfoView idTagInfo) {
        static EntryView of(Entry entry) {
            var info = entry.info();
            return new EntryView(entry.idTag(), info == null ? null : InfoView.of(info));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InfoView(
            String status,
            @Nullable Instant expiryDate,
            @Nullable String parentIdTag) {
        static InfoView of(IdTagInfo info) {
            return new InfoView(word(info.status()), info.expiryAt(), info.parentIdTag());
        }

        /** OCPP 1.6 §7.2. */
        private static String word(IdTagInfo.Status status) {
            return switch (status) {
                case ACCEPTED -> "Accepted";
                case BLOCKED -> "Blocked";
                case EXPIRED -> "Expired";
                case INVALID -> "Invalid";
                case CONCURRENT_TX -> "ConcurrentTx";
            };
        }
    }

    static LocalListView of(LocalList list) {
        return new LocalListView(
                list.listVersion(), list.entries().stream().map(EntryView::of).toList(), list.sentAt());
    }
}
