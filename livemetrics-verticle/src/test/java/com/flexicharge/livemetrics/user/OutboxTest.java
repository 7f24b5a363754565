package com.flexicharge.livemetrics.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.LiveFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    /** Room for four frames of five bytes. */
    private final Outbox outbox = new Outbox(20);

    @Test
    void framesThatFitLeaveInOrder() {
        reading(1, "1a...");
        end(1, "1b...");
        reading(2, "2a...");
        assertThat(rest()).containsExactly("1a...", "1b...", "2a...");
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void atTheBoundTheOldestReadingsOfTheSameSessionGiveWay() {
        reading(2, "2a...");
        reading(1, "1a...");
        reading(1, "1b...");
        reading(2, "2b...");
        reading(1, "1c...");
        reading(1, "1d...");
        assertThat(rest()).containsExactly("2a...", "2b...", "1c...", "1d...");
    }

    @Test
    void thenThoseOfOthersThatHaveANewerOneWaiting() {
        reading(2, "2a...");
        reading(2, "2b...");
        reading(3, "3a...");
        reading(2, "2c...");
        reading(1, "1a...");
        reading(4, "4a...");
        assertThat(rest()).containsExactly("3a...", "2c...", "1a...", "4a...");
    }

    @Test
    void aReadingThatFindsNoRoomEvenThenIsLeftOut() {
        for (int session = 1; session <= 5; session++) {
            reading(session, session + "a...");
        }
        reading(9, "longer than the whole of it is");
        assertThat(rest()).containsExactly("1a...", "2a...", "3a...", "4a...");
    }

    @Test
    void theEndOfASessionIsNeverDropped() {
        for (int session = 1; session <= 6; session++) {
            end(session, session + "end.");
        }
        reading(7, "7a...");
        assertThat(rest()).containsExactly("1end.", "2end.", "3end.", "4end.", "5end.", "6end.");
    }

    @Test
    void lengthIsCountedInBytes() {
        for (int i = 0; i < 5; i++) {
            reading(1, "åäö");
        }
        assertThat(outbox.size()).isEqualTo(3);
    }

    private void reading(int transactionID, String text) {
        outbox.add(new LiveFrame("alice", transactionID, 100000, LiveFrame.Kind.READING, text, null));
    }

    private void end(int transactionID, String text) {
        outbox.add(new LiveFrame("alice", transactionID, 100000, LiveFrame.Kind.END, text, null));
    }

    private List<String> rest() {
        var rest = new ArrayList<String>();
        for (var next = outbox.poll(); next.isPresent(); next = outbox.poll()) {
            rest.add(next.get().text());
        }
        return rest;
    }
}
