package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.message.Action;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A charger may send any action of OCPP 1.6 and its security extension: it is handled, or told why not. */
@ExtendWith(RunningServerExtension.class)
class EveryActionTest {
    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @SuppressWarnings("NullAway.Init")
    static StrictCharger charger;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
        charger = new StrictCharger(server, "abc111");
        charger.boot();
    }

    @AfterAll
    static void stop() {
        charger.close();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void isHandledOrRefusedWithAReason(Action action) {
        var answer = answerTo(action.wire());

        // What is handled complains of the empty payload, or needs none.
        assertThat(answer)
                .matches("\\[3,\"1\",\\{.*}]"
                        + "|\\[4,\"1\",\"OccurenceConstraintViolation\",\".*\",\\{.*}]"
                        + "|\\[4,\"1\",\"NotSupported\",\".*" + action.wire() + " is .+\",\\{}]");
        if (!action.comesFromCharger()) {
            assertThat(answer).contains("is sent by the central system only");
        }
    }

    @Test
    void anActionThatNobodyKnowsIsNotImplemented() {
        assertThat(answerTo("MakeCoffee")).startsWith("[4,\"1\",\"NotImplemented\",");
    }

    private static String answerTo(String action) {
        charger.socket().send("[2,\"1\",\"" + action + "\",{}]");
        return charger.socket().next();
    }
}
