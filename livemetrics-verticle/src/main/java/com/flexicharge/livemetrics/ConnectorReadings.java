package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.RecordReadings;
import com.flexicharge.shared.contract.livemetrics.MeterReading;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringLimits;
import com.flexicharge.shared.db.GatheringWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Readings that belong to no session (strict OCPP: a meter read while nobody charges): the interval rule and storing, for each
 * connector. Touched on the verticle's event loop only.
 */
final class ConnectorReadings {
    /** Connectors in memory, some 200 bytes each; over it the quietest leaves, and its anchor is read again when needed. */
    private static final int MOST_CONNECTORS = 20_000;

    private final ConnectorReadingRepository repository;
    private final IntervalRule rule;
    private final GatheringWriter<ConnectorWrite, Boolean> writer;

    /** In the order of their last use; a future, because what comes while the anchor is read waits for the same reading. */
    private final LinkedHashMap<Place, Future<Pace>> paces = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Readings on their way to the database, as many as the writer lets wait. A message that is sent again meanwhile is confirmed no
     * sooner than the first.
     */
    private final Map<Sought, Future<Void>> underway = new HashMap<>();

    private record Sought(Place place, ReadingKey key) {
        static Sought of(ConnectorWrite write) {
            return new Sought(write.place(), write.key());
        }
    }

    ConnectorReadings(
            Database database, ConnectorReadingRepository repository, IntervalRule rule, MeterRegistry meters) {
        this.repository = repository;
        this.rule = rule;
        this.writer = GatheringWriter.keyed(
                database, meters, "connectorReadings", GatheringLimits.USUAL, ConnectorWrite::place, repository::write);
    }

    /** @param readings in time order */
    Future<Void> record(RecordReadings message, List<MeterReading> readings) {
        var place = new Place(message.connectorID(), message.connector());
        return pace(place)
                .compose(pace -> Future.join(readings.stream()
                                .map(reading -> record(message, reading, pace))
                                .toList())
                        .mapEmpty());
    }

    private Future<Void> record(RecordReadings message, MeterReading reading, Pace pace) {
        var time = ReadingTime.of(reading, message.receivedAt());
        var key = ReadingKey.of(reading, time, message.protocol());
        var write = new ConnectorWrite(new Place(message.connectorID(), message.connector()), reading, time, key);
        return pace.isDue(time, reading.alwaysStore())
                ? store(write, pace)
                : underway.getOrDefault(Sought.of(write), Future.succeededFuture());
    }

    /** Nothing of this charger's is known any more. */
    void forget(int connectorID) {
        paces.keySet().removeIf(place -> place.connectorID() == connectorID);
    }

    private Future<Pace> pace(Place place) {
        var known = paces.get(place);
        if (known != null) {
            return known;
        }
        var read = repository.newest(place).map(newest -> new Pace(rule, newest.flatMap(ReadingTime::takenAt), newest));
        paces.put(place, read);
        if (paces.size() > MOST_CONNECTORS) {
            paces.remove(Objects.requireNonNull(paces.keySet().iterator().next()));
        }
        return read.onFailure(failure -> paces.remove(place, read));
    }

    private Future<Void> store(ConnectorWrite write, Pace pace) {
        var time = List.of(write.time());
        Future<Void> stored = writer.write(write)
                .onSuccess(isNew -> pace.stored(time, Optional.of(write.time()).filter(anchor -> isNew)))
                .onFailure(failure -> pace.notStored(time))
                .mapEmpty();
        if (!stored.isComplete()) {
            underway.put(Sought.of(write), stored);
            stored.onComplete(ended -> underway.remove(Sought.of(write), stored));
        }
        return stored;
    }
}
