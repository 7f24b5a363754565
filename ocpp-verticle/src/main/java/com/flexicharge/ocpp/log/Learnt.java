package com.flexicharge.ocpp.log;

import com.flexicharge.ocpp.frame.Deviation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes known of a frame while it is handled: its deviations when its payload is read, the transaction a start began when it
 * is answered. The socket's event loop learns; what a row holds of it is noted by the one that writes rows.
 */
final class Learnt {
    record Facts(List<Deviation> deviations, @Nullable Integer transactionID) {
        static final Facts NONE = new Facts(List.of(), null);

        /** The words, apart by blanks; absent: there are none. */
        @Nullable
        String quirks() {
            return deviations.isEmpty()
                    ? null
                    : deviations.stream().distinct().map(Deviation::word).collect(Collectors.joining(" "));
        }
    }

    private volatile Facts facts = Facts.NONE;
    private @Nullable Facts written;
    private long rowFrom;

    void met(List<Deviation> more) {
        if (!more.isEmpty()) {
            facts = new Facts(
                    Stream.concat(facts.deviations().stream(), more.stream()).toList(), facts.transactionID());
        }
    }

    void belongsTo(@Nullable Integer transactionID) {
        if (transactionID != null) {
            facts = new Facts(facts.deviations(), transactionID);
        }
    }

    Facts facts() {
        return facts;
    }

    /** By the writer only. */
    Facts write() {
        var now = facts;
        written = now;
        return now;
    }

    /** By the writer only: the lowest id that the row may have. */
    void writtenFrom(long id) {
        rowFrom = id;
    }

    /** By the writer only. */
    long rowFrom() {
        return rowFrom;
    }

    /** By the writer only: whether the row lacks something. */
    boolean outgrewItsRow() {
        return written != null && !written.equals(facts);
    }
}
