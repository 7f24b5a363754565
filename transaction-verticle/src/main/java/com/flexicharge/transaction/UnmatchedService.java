package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.transaction.ChargerSessions.PutAside;
import com.flexicharge.shared.contract.transaction.UserSessions.ResolveUnmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.SearchUnmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.Unmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.UnmatchedList;
import com.flexicharge.transaction.UnmatchedRepository.Resolved;
import io.vertx.core.Future;
import java.util.List;

/** What could not be booked is not lost: it waits here for an operator. */
final class UnmatchedService {
    private final UnmatchedRepository unmatched;
    private final LatestReadings readings;
    private final Announcer announcer;

    UnmatchedService(UnmatchedRepository unmatched, LatestReadings readings, Announcer announcer) {
        this.unmatched = unmatched;
        this.readings = readings;
        this.announcer = announcer;
    }

    /** The same message is put aside once, however often it comes. */
    Future<Done> putAside(PutAside aside) {
        return unmatched.putAside(PutAsideMessage.of(aside)).map(Done.DONE);
    }

    Future<UnmatchedList> search(SearchUnmatched asked) {
        return CloseService.adminOnly(asked.caller())
                .compose(admin -> unmatched.search(asked))
                .map(UnmatchedList::new);
    }

    /**
     * A stop ends the session it is booked to, or takes the place of whatever ended it: what it says counts, else the operator's
     * {@code meterStop}, else the last reading. Any other message is only noted in the session's trail: a start that could not be
     * read says nothing that the session does not know, and readings do not end one.
     */
    Future<Unmatched> resolve(ResolveUnmatched asked) {
        return CloseService.adminOnly(asked.caller())
                .compose(admin -> asked.transactionID() == null
                        ? unmatched.discard(asked.id(), admin.userID(), discarded(asked))
                        : book(asked, asked.transactionID()))
                .map(resolved -> {
                    // Of one that was over before too: whoever keeps its figures corrects them, and its user is told
                    // once.
                    resolved.ended().ifPresent(announcer::stopped);
                    return resolved.unmatched();
                });
    }

    private static String discarded(ResolveUnmatched asked) {
        return note(asked).isEmpty() ? "discarded" : "discarded: " + note(asked);
    }

    private static String note(ResolveUnmatched asked) {
        return asked.note() == null ? "" : asked.note();
    }

    private Future<Resolved> book(ResolveUnmatched asked, int transactionID) {
        return readings.of(List.of(transactionID))
                .compose(found -> unmatched.book(
                        asked.id(),
                        transactionID,
                        asked.caller().userID(),
                        note(asked),
                        (session, kept) ->
                                UnmatchedBooking.of(session, kept, asked.meterStop(), found.of(transactionID))));
    }
}
