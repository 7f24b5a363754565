package com.flexicharge.livemetrics;

import java.time.Instant;
import java.util.Optional;

/**
 * What the database knows of a session: as of its last stored reading.
 *
 * @param newest      the newest reading
 * @param highestSeen the latest usable reading time
 * @param lastStored  the anchor of the interval rule
 * @param isEnded     whether its last reading is stored and its user was told
 */
record SessionRow(
        int transactionID,
        Metered metered,
        ReadingTime newest,
        Optional<Instant> highestSeen,
        Optional<ReadingTime> lastStored,
        boolean isEnded) {}
