package com.flexicharge.ocpp.durable;

import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.RemoteStartTransaction;
import com.flexicharge.ocpp.message.RemoteStopTransaction;
import com.flexicharge.shared.db.Columns;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a command should cause: of a remote start a session, of a remote stop its end; of any other nothing that is waited for.
 *
 * @param connector OCPP index; absent: any
 * @param tag       in lower case; absent: not a remote start
 */
record Awaited(
        @Nullable Integer connector,
        @Nullable String tag,
        @Nullable Integer transactionID) {
    private static final Awaited NOTHING = new Awaited(null, null, null);

    static Awaited of(OcppRequest request) {
        if (request instanceof RemoteStartTransaction.Request start) {
            return new Awaited(start.connectorId().orElse(null), key(start.idTag()), null);
        }
        return request instanceof RemoteStopTransaction.Request stop
                ? new Awaited(null, null, session(stop.transactionId()))
                : NOTHING;
    }

    /** Our numbers fit; what does not is sent all the same, and ends nothing of ours. */
    private static @Nullable Integer session(long transactionID) {
        return transactionID == (int) transactionID ? (int) transactionID : null;
    }

    /** Tags have no letter case (OCPP 1.6 §7.15, CiString). */
    static @Nullable String key(String tag) {
        return Columns.storable(tag.toLowerCase(Locale.ROOT));
    }

    static boolean isSame(String tag, @Nullable String key) {
        return key != null && key.equals(key(tag));
    }
}
