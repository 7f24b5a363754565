package com.flexicharge.charger;

import com.flexicharge.shared.contract.Protocol;
import java.util.Optional;

/** What came of a report that was to be stored. */
sealed interface StatusOutcome {
    /** It is in the history, and what the connector shows now. */
    record Latest(Optional<Protocol> protocol) implements StatusOutcome {}

    /** It is in the history only: the connector shows a later one, or it came on a socket that no longer owned the charger. */
    record HistoryOnly() implements StatusOutcome {}

    record NoSuchCharger() implements StatusOutcome {}
}
