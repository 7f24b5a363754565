package com.flexicharge.livemetrics;

import com.flexicharge.livemetrics.user.UserSockets;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.ResourceCount;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.ForgetSelfTest;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.HeldFor;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What only the self-test asks. Touched on the verticle's event loop only. */
final class SelfTestService {
    private final SessionBook book;
    private final ConnectorReadings connectorReadings;
    private final SelfTestRepository repository;
    private final UserSockets sockets;

    SelfTestService(
            SessionBook book, ConnectorReadings connectorReadings, SelfTestRepository repository, UserSockets sockets) {
        this.book = book;
        this.connectorReadings = connectorReadings;
        this.repository = repository;
        this.sockets = sockets;
    }

    /** HELD_FOR. */
    Future<ResourceCount> heldFor(HeldFor question) {
        Map<String, Integer> held = new HashMap<>(sockets.heldFor(question.userID()));
        long sessions = book.all().stream()
                .filter(session -> session.isOf(question.userID()))
                .count();
        held.put("sessions", Math.toIntExact(sessions));
        return Future.succeededFuture(new ResourceCount(held));
    }

    /** FORGET_SELF_TEST: after what is still on its way to the database, or it would come back. */
    Future<Done> forget(ForgetSelfTest question) {
        List<Session> sessions = book.all().stream()
                .filter(session -> session.place().connectorID() == question.connectorID())
                .toList();
        sessions.forEach(book::remove);
        connectorReadings.forget(question.connectorID());
        return Future.join(sessions.stream().map(Session::lastWrite).toList())
                .transform(written -> repository.forget(question.connectorID()))
                .map(Done.DONE);
    }
}
