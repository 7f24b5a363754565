package com.flexicharge.livemetrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionBookTest {
    private final SessionBook book = new SessionBook(2);

    @Test
    void overTheBoundTheSessionThatWasQuietTheLongestLeaves() {
        book.add(session(1));
        book.add(session(2));
        book.openAt(new Place(100_001, 1));
        book.add(session(3));

        assertThat(book.get(2)).isEmpty();
        assertThat(book.openAt(new Place(100_002, 1))).isEmpty();
        assertThat(book.openAt(new Place(100_001, 1)))
                .map(Session::transactionID)
                .contains(1);
    }

    @Test
    void aSessionWithSomethingOnItsWayStays() {
        var busy = session(1);
        Promise<Void> write = Promise.promise();
        busy.writing(nothing(busy), write.future());
        book.add(busy);
        book.add(session(2));
        book.add(session(3));
        assertThat(book.get(1)).contains(busy);
        assertThat(book.get(2)).isEmpty();

        busy.writing(nothing(busy), Future.succeededFuture());
        book.get(3);
        book.add(session(4));
        assertThat(book.all()).hasSize(2);
    }

    @Test
    void anEndedSessionStaysUntilItIsStoredButTakesNoMoreReadingsOfItsConnector() {
        book.add(session(1));
        book.ended(1);
        assertThat(book.openAt(new Place(100_001, 1))).isEmpty();
        assertThat(book.get(1)).isPresent();
        assertThat(book.hasEnded(1)).isTrue();
    }

    private static SessionWrite nothing(Session session) {
        var time = new ReadingTime(Optional.empty(), TransactionSide.START);
        return new SessionWrite(session.facts(), Metered.NOTHING, time, Optional.empty(), List.of(), Optional.empty());
    }

    private static Session session(int number) {
        var facts = new OpenSession(
                number, 100_000 + number, 1, Protocol.OCPP_16, "alice", 0, 333, TransactionSide.START, true);
        return Session.begun(facts, new IntervalRule(10_000));
    }
}
