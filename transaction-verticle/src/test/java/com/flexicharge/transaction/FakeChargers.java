package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.RemoteStart;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.RemoteStop;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** ocpp-verticle's answers, written by hand: what chargers say to remote starts and stops. */
public final class FakeChargers {
    public static final ChargerAnswer ACCEPTED = new ChargerAnswer(Verdict.ACCEPTED, "Accepted", null);
    public static final ChargerAnswer REJECTED = new ChargerAnswer(Verdict.REJECTED, "Rejected", null);

    public final List<RemoteStart> startsAsked = new CopyOnWriteArrayList<>();
    final List<RemoteStop> stopsAsked = new CopyOnWriteArrayList<>();
    public volatile Function<RemoteStart, Future<ChargerAnswer>> start = asked -> Future.succeededFuture(ACCEPTED);
    public volatile Function<RemoteStop, Future<ChargerAnswer>> stop = asked -> Future.succeededFuture(ACCEPTED);

    FakeChargers(Bus bus) {
        bus.answer(OcppEndpoints.REMOTE_START, asked -> {
            startsAsked.add(asked);
            return start.apply(asked);
        });
        bus.answer(OcppEndpoints.REMOTE_STOP, asked -> {
            stopsAsked.add(asked);
            return stop.apply(asked);
        });
    }

    public static <T> Future<T> offline() {
        return Future.failedFuture(Refusal.of(Reason.OFFLINE, "chargerOffline", "The charger is not connected."));
    }

    public static <T> Future<T> silent() {
        return Future.failedFuture(
                Refusal.of(Reason.TIMED_OUT, "chargerTimeout", "The charger did not answer in time."));
    }
}
