package com.flexicharge.livemetrics;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringLimits;
import com.flexicharge.shared.db.GatheringWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Brings readings to the database: those of many sessions together, those of one session in order. Futures fail with {@code
 * UNAVAILABLE dbError} or {@code BUSY writeQueueFull}; the session's anchor is then where it was.
 */
final class ReadingStore {
    private final Partitions partitions;
    private final GatheringWriter<SessionWrite, Optional<ReadingTime>> writer;

    ReadingStore(Database database, ReadingRepository repository, Partitions partitions, MeterRegistry meters) {
        this.partitions = partitions;
        this.writer = GatheringWriter.keyed(
                database, meters, "readings", GatheringLimits.USUAL, SessionWrite::transactionID, repository::write);
    }

    /** @param due not empty */
    Future<Void> store(Session session, List<TakenReading> due) {
        return store(session, session.write(due));
    }

    /** The last reading, and the end in the session's row. */
    Future<Void> store(Session session, SessionEnd end) {
        return store(session, session.write(end));
    }

    private Future<Void> store(Session session, SessionWrite write) {
        Future<Void> stored = partitions
                .cover(write.transactionID())
                .compose(covered -> writer.write(write))
                .onSuccess(anchor -> session.written(write, anchor))
                .onFailure(failure -> session.notWritten(write))
                .mapEmpty();
        session.writing(write, stored);
        return stored;
    }
}
