package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.OcppConfig;
import com.flexicharge.ocpp.OcppMeters;
import com.flexicharge.ocpp.handler.InboundCalls;
import com.flexicharge.ocpp.log.LogVerticle;
import io.vertx.core.Vertx;
import java.time.Clock;

/** What all sockets of this process share. */
public record SocketServices(
        Vertx vertx,
        Clock clock,
        OcppConfig config,
        OcppMeters meters,
        ChargerRegistry registry,
        InboundCalls inboundCalls,
        ConnectionTable table,
        StoredCalls storedCalls,
        LogVerticle log,
        QuirkCounts quirks) {}
