package com.flexicharge.ocpp.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.shared.bus.Bus;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallRouterTest {
    private final Vertx vertx = Vertx.vertx();
    private final CallRouter router = new CallRouter(Bus.of(vertx), Clock.systemUTC(), 300, new SessionWitness() {
        @Override
        public void began(int connectorID, int connector, Optional<String> idTag, int transactionID) {}

        @Override
        public void ended(int connectorID, int transactionID) {}
    });

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void whateverAChargerMaySendIsHandledAndAllElseSaysWhyNot() {
        var handled = handledActions();

        assertThat(Action.values())
                .allSatisfy(action ->
                        assertThat(handled.contains(action)).as(action.wire()).isEqualTo(action.comesFromCharger()));
        assertThat(EnumSet.complementOf(handled))
                .allSatisfy(action -> assertThat(router.route(action))
                        .isInstanceOfSatisfying(
                                Route.Unhandled.class,
                                route -> assertThat(route.why()).isNotBlank()));
    }

    private EnumSet<Action> handledActions() {
        var handled = EnumSet.noneOf(Action.class);
        Arrays.stream(Action.values())
                .filter(action -> router.route(action) instanceof Route.Handled<?>)
                .forEach(handled::add);
        return handled;
    }
}
