package com.flexicharge.ocpp.durable;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command about to be stored.
 *
 * @param request JSON as it goes on the wire, secrets masked
 * @param sealed  the same with its secrets; absent: there are none
 * @param patient may wait for a charger that is away
 */
record NewCommand(
        String id,
        int connectorID,
        String serialNumber,
        String action,
        String request,
        @Nullable Buffer sealed,
        Awaited awaited,
        @Nullable Integer reservationID,
        @Nullable Integer jobID,
        String requestedBy,
        Optional<IdempotencyKey> key,
        boolean patient,
        Instant at,
        Instant expiresAt) {}
