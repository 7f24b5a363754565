package com.flexicharge.livemetrics.stream;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who reads a stream, and how long.
 *
 * @param until    when the right to it runs out
 * @param stillMay fails once the right is taken away before; empty where that cannot be asked
 */
public record Watcher(String userID, Instant until, Optional<Supplier<Future<?>>> stillMay) {}
