package com.flexicharge.charger.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.PastStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report of a connector as operators see it.
 *
 * @param id       its place in the list, not shown
 * @param statusAt when it counts from
 */
record StatusView(
        @JsonIgnore long id,
        int connector,
        String status,
        String errorCode,
        @Nullable String info,
        @Nullable String vendorId,
        @Nullable String vendorErrorCode,
        @Nullable Instant statusAt,
        Instant receivedAt) {
    static List<StatusView> of(List<PastStatus> statuses) {
        return statuses.stream().map(StatusView::of).toList();
    }

    private static StatusView of(PastStatus past) {
        var report = past.report();
        return new StatusView(
                past.id(),
                report.connector(),
                report.status().word(),
                report.errorCode(),
                report.info(),
                report.vendorID(),
                report.vendorErrorCode(),
                report.statusAt(),
                report.receivedAt());
    }
}
