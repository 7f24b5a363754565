package com.flexicharge.charger;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.CancelReservation;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ReserveNow;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Chargers as ocpp-verticle lets the registry reach them: what each answers is said by the test. */
public final class FakeChargers {
    private final Map<Integer, Function<ReserveNow, Future<ChargerAnswer>>> answers = new ConcurrentHashMap<>();
    private final List<ReserveNow> asked = new CopyOnWriteArrayList<>();
    private final Map<Integer, Future<ChargerAnswer>> cancelAnswers = new ConcurrentHashMap<>();
    private final List<CancelReservation> cancelled = new CopyOnWriteArrayList<>();

    FakeChargers(Bus bus) {
        bus.answer(OcppEndpoints.RESERVE_NOW, ask -> {
            asked.add(ask);
            return answers.getOrDefault(ask.connectorID(), FakeChargers::nobody).apply(ask);
        });
        bus.answer(OcppEndpoints.CANCEL_RESERVATION, ask -> {
            cancelled.add(ask);
            return cancelAnswers.getOrDefault(ask.connectorID(), offline());
        });
    }

    public void answerCancel(int connectorID, Verdict verdict, String word) {
        cancelAnswers.put(connectorID, Future.succeededFuture(new ChargerAnswer(verdict, word, null)));
    }

    public void refuseCancel(int connectorID, Reason reason, String code) {
        cancelAnswers.put(connectorID, Future.failedFuture(Refusal.of(reason, code, "so it is")));
    }

    public List<CancelReservation> cancelled(int connectorID) {
        return cancelled.stream()
                .filter(ask -> ask.connectorID() == connectorID)
                .toList();
    }

    public void answer(int connectorID, Verdict verdict, String word) {
        answers.put(connectorID, ask -> Future.succeededFuture(new ChargerAnswer(verdict, word, null)));
    }

    public void refuse(int connectorID, Reason reason, String code) {
        answers.put(connectorID, ask -> Future.failedFuture(Refusal.of(reason, code, "so it is")));
    }

    void answer(int connectorID, Future<ChargerAnswer> later) {
        answers.put(connectorID, ask -> later);
    }

    public List<ReserveNow> asked(int connectorID) {
        return asked.stream().filter(ask -> ask.connectorID() == connectorID).toList();
    }

    private static Future<ChargerAnswer> nobody(ReserveNow ask) {
        return offline();
    }

    private static Future<ChargerAnswer> offline() {
        return Future.failedFuture(Refusal.of(Reason.OFFLINE, "chargerOffline", "not connected"));
    }
}
