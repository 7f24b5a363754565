package com.flexicharge.transaction;

import com.flexicharge.shared.config.HistoryConfig;
import com.flexicharge.shared.config.ProcessConfig;
import com.flexicharge.shared.config.Settings;
import com.flexicharge.transaction.payment.KlarnaConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * @param remoteWaitMillis      how long a person's request waits for the charger
 * @param hold                  of a reserved connector
 * @param startTimeout          an accepted remote start without StartTransaction expires after it
 * @param stale                 a FlexiCharge session without any reading is over after it
 * @param defaultPricePerKwhOre until operators set one
 * @param publicUrl             of this installation, for links
 * @param klarna                empty: nobody pays by card
 * @param history               of what was put aside and is resolved
 */
record TransactionConfig(
        int remoteWaitMillis,
        Duration hold,
        Duration startTimeout,
        Duration stale,
        int defaultPricePerKwhOre,
        URI publicUrl,
        Optional<KlarnaConfig> klarna,
        HistoryConfig history) {
    static TransactionConfig read(Settings settings) {
        return new TransactionConfig(
                settings.wholeNumber("REMOTE_WAIT_MS", 1000, 0, 60_000),
                Duration.ofSeconds(settings.wholeNumber("RESERVATION_S", 300, 10, 86_400)),
                Duration.ofSeconds(settings.wholeNumber("START_TIMEOUT_S", 120, 5, 3_600)),
                Duration.ofSeconds(settings.wholeNumber("FLEXICHARGE_STALE_S", 120, 10, 86_400)),
                settings.wholeNumber("DEFAULT_PRICE_PER_KWH", 333, 0, Integer.MAX_VALUE),
                ProcessConfig.publicUrl(settings),
                KlarnaConfig.read(settings),
                HistoryConfig.read(settings));
    }
}
