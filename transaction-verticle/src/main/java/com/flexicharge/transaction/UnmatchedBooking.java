package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.transaction.Session.Begin;
import com.flexicharge.transaction.Session.End;
import com.flexicharge.transaction.Session.EndedBy;
import com.flexicharge.transaction.UnmatchedRepository.Kept;
import com.flexicharge.transaction.UnmatchedRepository.StopSaid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a session ends by a message that an operator books to it. */
final class UnmatchedBooking {
    private UnmatchedBooking() {}

    /**
     * Empty for a message that is no stop, and for a stop without figures whose session is over: that one knows better.
     *
     * @param meterStop the operator's; goes before the message's own
     * @param last      the session's last reading, where the meter's word does not count
     * @throws Refusal {@code INVALID invalidMeterValue}
     */
    static Optional<Ending> of(Session session, Kept kept, @Nullable Long meterStop, Optional<LatestReading> last) {
        if (!kept.isStop()) {
            if (meterStop != null) {
                throw invalid("meterStop belongs to a StopTransaction; this message is none.");
            }
            return Optional.empty();
        }
        if (kept.stop().isEmpty() && meterStop == null && !session.state().isOpen()) {
            return Optional.empty();
        }
        return Optional.of(ending(session, kept, figures(session, kept, meterStop, last)));
    }

    private static Figures figures(Session session, Kept kept, @Nullable Long meterStop, Optional<LatestReading> last) {
        if (meterStop != null) {
            var figures = Figures.booked(session, meterStop, last);
            if (figures.suspect()) {
                throw CloseService.belowStart();
            }
            return figures;
        }
        return kept.stop()
                .map(StopSaid::meterStop)
                .map(said -> Figures.booked(session, said, last))
                .orElseGet(() -> Figures.estimate(session, last));
    }

    /** A stop that was recorded before keeps its key, so that its repetitions are known for what they are. */
    private static Ending ending(Session session, Kept kept, Figures figures) {
        var end = session.over().filter(over -> !session.state().isOpen());
        var said = kept.stop();
        return new Ending(
                session.transactionID(),
                notBeforeStart(
                        session,
                        said.map(StopSaid::at).or(() -> end.map(End::at)).orElse(kept.receivedAt())),
                said.map(StopSaid::raw).orElse(null),
                kept.receivedAt(),
                figures,
                figures.priceOre(session),
                said.map(StopSaid::reason).or(() -> end.map(End::reason)).orElse(CloseService.CLOSED),
                EndedBy.ADMIN,
                end.map(End::stopKey).orElse(null),
                said.map(StopSaid::idTag).orElse(null),
                false,
                true);
    }

    private static Instant notBeforeStart(Session session, Instant at) {
        return session.begun().map(Begin::at).filter(at::isBefore).orElse(at);
    }

    private static Refusal invalid(String why) {
        return Refusal.invalid(why, List.of(new Refusal.Fault("/meterStop", "invalidMeterValue")));
    }
}
