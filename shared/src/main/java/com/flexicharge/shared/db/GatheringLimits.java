package com.flexicharge.shared.db;

/**
 * The bounds of a {@link GatheringWriter}.
 *
 * @param batchesInFlight 1 to 4; each takes a connection of the module's pool while it runs
 * @param maxBatch        items in one transaction
 * @param maxWaiting      items not yet in a batch; beyond it a write is refused
 */
public record GatheringLimits(int batchesInFlight, int maxBatch, int maxWaiting) {
    /**
     * Two lanes keep the database busy while one commit is synced to disk. 500 rows take 5 to 10 ms and are where larger batches
     * stop to pay. 10,000 waiting are 20 batches, some 0.2 s: more would only wait for their deadline.
     */
    public static final GatheringLimits USUAL = new GatheringLimits(2, 500, 10_000);

    public GatheringLimits {
        if (batchesInFlight < 1 || batchesInFlight > 4) {
            throw new IllegalArgumentException("Batches in flight must be 1 to 4, are " + batchesInFlight);
        }
        if (maxBatch < 1 || maxWaiting < maxBatch) {
            throw new IllegalArgumentException(
                    "A batch of %d needs room for as many waiting, not %d".formatted(maxBatch, maxWaiting));
        }
    }
}
