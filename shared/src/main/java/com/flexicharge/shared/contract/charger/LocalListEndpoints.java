package com.flexicharge.shared.contract.charger;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The local authorization list a charger has, as far as it confirmed what it was sent (OCPP 1.6 §3.5). */
public interface LocalListEndpoints {
    /** @param info absent: a differential list takes the tag off */
    record Entry(String idTag, @Nullable IdTagInfo info) {}

    /**
     * A charger accepted a list. Told twice, or told after a later one was, it changes nothing.
     *
     * @param commandID of the command that carried it
     * @param full      it replaces all entries; else they are added, changed or taken off one by one
     */
    record ListAccepted(
            int connectorID, String commandID, int listVersion, boolean full, List<Entry> entries, Instant at) {
        public ListAccepted {
            entries = List.copyOf(entries);
        }
    }

    /** @param listVersion as the charger said; -1: it knows no list, 0: its list is empty */
    record VersionRead(int connectorID, int listVersion, Instant at) {}

    record GetLocalList(int connectorID) {}

    /**
     * @param listVersion absent: never asked for, never sent
     * @param sentAt      when a list was last accepted; absent: never
     */
    record LocalList(
            @Nullable Integer listVersion,
            List<Entry> entries,
            @Nullable Instant sentAt) {
        public LocalList {
            entries = List.copyOf(entries);
        }
    }

    Endpoint<ListAccepted, Done> LIST_ACCEPTED =
            Endpoint.of("charger.localListAccepted", ListAccepted.class, Done.class);
    Endpoint<VersionRead, Done> LIST_VERSION_READ =
            Endpoint.of("charger.localListVersionRead", VersionRead.class, Done.class);
    Endpoint<GetLocalList, LocalList> GET_LOCAL_LIST =
            Endpoint.of("charger.getLocalList", GetLocalList.class, LocalList.class);
}
