package com.flexicharge.ocpp.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.shared.bus.Bus;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
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
    void theseActionsAreHandledAndAllOthersSayWhyNot() {
        var handled = EnumSet.of(
                Action.AUTHORIZE,
                Action.BOOT_NOTIFICATION,
                Action.DATA_TRANSFER,
                Action.DIAGNOSTICS_STATUS_NOTIFICATION,
                Action.FIRMWARE_STATUS_NOTIFICATION,
                Action.HEARTBEAT,
                Action.LOG_STATUS_NOTIFICATION,
                Action.METER_VALUES,
                Action.SECURITY_EVENT_NOTIFICATION,
                Action.SIGNED_FIRMWARE_STATUS_NOTIFICATION,
                Action.START_TRANSACTION,
                Action.STATUS_NOTIFICATION,
                Action.STOP_TRANSACTION);

        assertThat(handledActions()).isEqualTo(handled);
        assertThat(EnumSet.complementOf(handled))
                .allSatisfy(action -> assertThat(router.route(action))
                        .isInstanceOfSatisfying(
                                Route.Unhandled.class,
                                route -> assertThat(route.why()).isNotBlank()));
    }

    @Test
    void nothingThatOnlyWeSendIsHandled() {
        assertThat(handledActions()).allMatch(Action::comesFromCharger);
    }

    private Set<Action> handledActions() {
        var handled = EnumSet.noneOf(Action.class);
        Arrays.stream(Action.values())
                .filter(action -> router.route(action) instanceof Route.Handled<?>)
                .forEach(handled::add);
        return handled;
    }
}
