package com.flexicharge.shared.module;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.http.TokenVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * What the process gives a module to work with.
 *
 * @param database the module's own; migrated if it keeps rows, else never connected to
 * @param node     name of this process among those that share a bus; one running process, one name
 */
public record ModuleContext(
        Vertx vertx,
        Bus bus,
        Database database,
        Clock clock,
        MeterRegistry meters,
        TokenVerifier tokens,
        String node) {}
