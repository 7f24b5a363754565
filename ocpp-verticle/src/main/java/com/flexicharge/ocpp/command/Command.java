package com.flexicharge.ocpp.command;

import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.OcppResponse;
import com.flexicharge.ocpp.message.Word;
import com.flexicharge.ocpp.socket.CallOutcome;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import java.util.Optional;

/**
 * Something that may be asked of a charger: contract to OCPP and back.
 *
 * @param <Q> as the contract asks it
 * @param <R> as the charger answers it
 */
interface Command<Q extends Record, R extends OcppResponse> {
    String ACCEPTED = "Accepted";

    Endpoint<Q, ChargerAnswer> endpoint();

    int connectorID(Q asked);

    int waitMillis(Q asked);

    /** The same, for a node that has this much time left. */
    Q withWait(Q asked, int waitMillis);

    OcppRequest request(Q asked);

    Class<R> answers();

    Word status(R response);

    default Optional<String> data(R response) {
        return Optional.empty();
    }

    default ChargerAnswer answer(CallOutcome outcome) {
        if (outcome instanceof CallOutcome.Answered answered) {
            var response = answers().cast(answered.response());
            var word = status(response).wire();
            var verdict = word.equals(ACCEPTED) ? Verdict.ACCEPTED : Verdict.REJECTED;
            return new ChargerAnswer(verdict, word, data(response).orElse(null));
        }
        return new ChargerAnswer(Verdict.FAILED, ((CallOutcome.Failed) outcome).code(), null);
    }
}
