package com.flexicharge.launcher.e2e;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Asks the modules of a running server as another verticle does, and waits. */
record BusCaller(Bus bus) {
    <Q extends Record, A extends Record> A ask(Endpoint<Q, A> endpoint, Q request) {
        return bus.ask(endpoint, request)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TestSocket.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** @return the reason, the code and, where there are several faults, all their codes: {@code INVALID invalidStatus} */
    <Q extends Record, A extends Record> String refusal(Endpoint<Q, A> endpoint, Q request) {
        try {
            var answer = ask(endpoint, request);
            return "answered " + answer;
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                return words(refusal);
            }
            throw e;
        }
    }

    private static String words(Refusal refusal) {
        var codes = new ArrayList<>(
                refusal.faults().stream().map(Refusal.Fault::code).toList());
        if (codes.isEmpty()) {
            codes.addAll(List.of(refusal.code()));
        }
        return refusal.reason() + " " + String.join(" ", codes);
    }
}
