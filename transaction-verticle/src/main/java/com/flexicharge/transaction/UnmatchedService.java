package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.transaction.ChargerSessions.PutAside;
import com.flexicharge.shared.contract.transaction.UserSessions.ResolveUnmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.SearchUnmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.Unmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.UnmatchedList;
import com.flexicharge.transaction.Session.EndedBy;
import com.flexicharge.transaction.UnmatchedRepository.Resolved;
import com.flexicharge.transaction.UnmatchedRepository.StopSaid;
import io.vertx.core.Future;
import java.util.Optional;

/** What could not be booked is not lost: it waits here for an operator. */
final class UnmatchedService {
    private final UnmatchedRepository unmatched;
    private final Announcer announcer;

    UnmatchedService(UnmatchedRepository unmatched, Announcer announcer) {
        this.unmatched = unmatched;
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

    Future<Unmatched> resolve(ResolveUnmatched asked) {
        return CloseService.adminOnly(asked.caller())
                .compose(admin -> asked.transactionID() == null
                        ? unmatched.discard(asked.id(), admin.userID(), discarded(asked))
                        : unmatched.book(asked.id(), asked.transactionID(), admin.userID(), UnmatchedService::booked))
                .map(resolved -> {
                    tell(resolved);
                    return resolved.unmatched();
                });
    }

    private static String discarded(ResolveUnmatched asked) {
        return asked.note() == null || asked.note().isEmpty() ? "discarded" : "discarded: " + asked.note();
    }

    private static Ending booked(Session session, StopSaid said) {
        var figures = said.meterStop() == null
                ? Figures.estimate(session, Optional.empty())
                : Figures.booked(session, said.meterStop());
        var startAt = session.begun().map(Session.Begin::at).orElse(said.at());
        return new Ending(
                session.transactionID(),
                said.at().isBefore(startAt) ? startAt : said.at(),
                said.raw(),
                said.receivedAt(),
                figures,
                figures.priceOre(session),
                said.reason(),
                EndedBy.ADMIN,
                null,
                said.idTag(),
                true);
    }

    /** Who was told of the end before is not told again. */
    private void tell(Resolved resolved) {
        if (resolved.before().filter(before -> before.state().isOpen()).isPresent()) {
            resolved.ended().ifPresent(announcer::stopped);
        }
    }
}
