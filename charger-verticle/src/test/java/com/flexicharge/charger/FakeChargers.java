package com.flexicharge.charger;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ReserveNow;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Chargers as ocpp-verticle lets the registry reach them: what each answers to ReserveNow is said by the test. */
final class FakeChargers {
    private final Map<Integer, Function<ReserveNow, Future<ChargerAnswer>>> answers = new ConcurrentHashMap<>();
    private final List<ReserveNow> asked = new CopyOnWriteArrayList<>();

    FakeChargers(Bus bus) {
        bus.answer(OcppEndpoints.RESERVE_NOW, ask -> {
            asked.add(ask);
            return answers.getOrDefault(ask.connectorID(), FakeChargers::nobody).apply(ask);
        });
    }

    void answer(int connectorID, Verdict verdict, String word) {
        answers.put(connectorID, ask -> Future.succeededFuture(new ChargerAnswer(verdict, word, null)));
    }

    void refuse(int connectorID, Reason reason, String code) {
        answers.put(connectorID, ask -> Future.failedFuture(Refusal.of(reason, code, "so it is")));
    }

    void answer(int connectorID, Future<ChargerAnswer> later) {
        answers.put(connectorID, ask -> later);
    }

    List<ReserveNow> asked(int connectorID) {
        return asked.stream().filter(ask -> ask.connectorID() == connectorID).toList();
    }

    private static Future<ChargerAnswer> nobody(ReserveNow ask) {
        return Future.failedFuture(Refusal.of(Reason.OFFLINE, "chargerOffline", "not connected"));
    }
}
