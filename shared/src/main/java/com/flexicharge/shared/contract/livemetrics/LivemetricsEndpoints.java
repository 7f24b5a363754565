package com.flexicharge.shared.contract.livemetrics;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.bus.Topic;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.ResourceCount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What livemetrics-verticle answers. */
public interface LivemetricsEndpoints {
    /**
     * Readings of one message. The answer comes at once for readings that are not due for storing, after their commit for those
     * that are; {@code UNAVAILABLE dbError} means a reading that was due is not stored and the charger must not be told it is.
     * Users hear of the readings before either.
     *
     * @param transactionID as the charger said, where its word counts (strict OCPP): another charger's is not linked; on FlexiCharge
     *                      the one that began over the same connection; absent: the open session of the connector
     * @param meterRestarts the meter of this charger begins at 0 with each session, whatever it said when the session began
     * @param frame         what users of a FlexiCharge charger are sent, text for text; absent: a frame is made of the readings
     */
    record RecordReadings(
            int connectorID,
            int connector,
            Protocol protocol,
            @Nullable Long transactionID,
            boolean meterRestarts,
            List<MeterReading> readings,
            @Nullable String frame,
            Instant receivedAt) {
        public RecordReadings {
            readings = List.copyOf(readings);
        }
    }

    /** @param transactionID the session they were linked to; absent: none was open */
    record Recorded(@Nullable Integer transactionID) {}

    /** At most 500 sessions at a time. */
    record GetLatest(List<Integer> transactionIDs) {
        public GetLatest {
            transactionIDs = List.copyOf(transactionIDs);
        }
    }

    /** Sessions without any reading are left out. */
    record Latest(List<LatestReading> readings) {
        public Latest {
            readings = List.copyOf(readings);
        }
    }

    /** What livemetrics-verticle holds in memory for a user: sockets, subscriptions, buffers, sessions. */
    record HeldFor(String userID) {}

    /**
     * The stored readings of a session, by their number.
     *
     * @param from by reading time, receipt time where the charger's clock could not be used; inclusive
     * @param to   exclusive
     */
    record SearchReadings(
            int transactionID,
            @Nullable Instant from,
            @Nullable Instant to,
            PageRequest page) {}

    /** @param readingNo rises within a session, in the order of storing */
    record StoredReading(
            long readingNo,
            @Nullable Instant readingAt,
            Instant receivedAt,
            long energyWh,
            int percent,
            @Nullable Integer powerW) {}

    record StoredReadings(List<StoredReading> readings) {
        public StoredReadings {
            readings = List.copyOf(readings);
        }
    }

    /** Removes the rows of these sessions. */
    record ForgetSelfTest(int connectorID) {}

    Endpoint<RecordReadings, Recorded> RECORD_READINGS =
            Endpoint.of("livemetrics.recordReadings", RecordReadings.class, Recorded.class);
    Endpoint<GetLatest, Latest> GET_LATEST = Endpoint.of("livemetrics.getLatest", GetLatest.class, Latest.class);
    Endpoint<HeldFor, ResourceCount> HELD_FOR = Endpoint.of("livemetrics.heldFor", HeldFor.class, ResourceCount.class);
    Endpoint<SearchReadings, StoredReadings> SEARCH_READINGS =
            Endpoint.of("livemetrics.searchReadings", SearchReadings.class, StoredReadings.class);
    Endpoint<ForgetSelfTest, Done> FORGET_SELF_TEST =
            Endpoint.of("livemetrics.forgetSelfTest", ForgetSelfTest.class, Done.class);

    // Between the nodes of this module.

    /**
     * News of a session for whoever watches it, wherever they are connected.
     *
     * @param userID  absent: nobody owns it
     * @param text    the frame as it goes out to its user's sockets; empty when nobody owns it
     * @param reading the newest figures; absent at the end, when transaction-verticle has them
     */
    record LiveFrame(
            @Nullable String userID,
            int transactionID,
            int connectorID,
            Kind kind,
            String text,
            @Nullable LatestReading reading) {
        public enum Kind {
            /** May give way to a newer one of the same session where a reader is slow. */
            READING,
            /** The session is over: never dropped. */
            END
        }
    }

    /** One address for all users: what a node's sockets want of it, each node finds out by itself. */
    Topic<LiveFrame> LIVE_FRAME = new Topic<>("livemetrics.liveFrame", LiveFrame.class);
}
