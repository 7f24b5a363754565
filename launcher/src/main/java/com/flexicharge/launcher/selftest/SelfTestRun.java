package com.flexicharge.launcher.selftest;

import static com.flexicharge.launcher.selftest.StepFailed.unless;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.ResourceCount;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions;
import com.flexicharge.shared.http.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of the seven tests, in order: each goes on as soon as what it waits for has come. */
final class SelfTestRun {
    private static final int CONNECTOR_ID = 99;
    private static final String SERIAL_NUMBER = "selftest";
    private static final Caller USER = new Caller("selftest", Role.USER);
    private static final long CONVERSATION_MILLIS = 1_500;
    private static final long CLEAN_UP_MILLIS = 2_000;
    private static final long ASK_AGAIN_MILLIS = 10;

    /** One named test. */
    record Test(String name, Supplier<Future<Void>> body) {}

    private final Vertx vertx;
    private final Bus bus;
    private final Tokens tokens;
    private final int port;
    private final double multiplier;
    private final Clock clock;
    private final WebSocketClient client;
    private @Nullable MockCharger charger;
    private @Nullable MockUser user;
    private @Nullable Transaction session;

    SelfTestRun(Vertx vertx, Bus bus, Tokens tokens, int port, double multiplier, Clock clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.tokens = tokens;
        this.port = port;
        this.multiplier = multiplier;
        this.clock = clock;
        this.client = vertx.createWebSocketClient();
    }

    List<Test> tests() {
        return List.of(
                new Test("BootNotification", this::bootNotification),
                new Test("ReserveNow", this::reserveNow),
                new Test("RemoteStartTransaction", this::remoteStartTransaction),
                new Test("MeterValues", this::meterValues),
                new Test("RemoteStopTransaction", this::remoteStopTransaction),
                new Test("ChargerMemoryLeak", this::chargerMemoryLeak),
                new Test("UserMemoryLeak", this::userMemoryLeak));
    }

    /** Connects both mocks, to a charger without leftovers of a run that was killed. */
    Future<Void> prepare() {
        return forget().compose(clean -> MockCharger.connect(vertx, client, port, SERIAL_NUMBER, clock))
                .onSuccess(connected -> charger = connected)
                .compose(connected -> MockUser.connect(
                        vertx,
                        client,
                        port,
                        USER.userID(),
                        tokens.mint(USER.userID(), USER.role(), Duration.ofMinutes(5))))
                .onSuccess(connected -> user = connected)
                .mapEmpty();
    }

    Future<Void> cleanUp() {
        return client.close().transform(closed -> forget());
    }

    private Future<Void> bootNotification() {
        var mock = charger();
        mock.bootNotification("selftest-boot");
        return mock.frames()
                .next("the confirmation", conversation(), Frames.confirmation("selftest-boot", "BootNotification"))
                .map(confirmation -> {
                    var payload = confirmation.frame().getJsonObject(3);
                    unless(payload.getValue("status") instanceof String, "status is not a text");
                    unless(payload.getValue("currentTime") instanceof Integer, "currentTime is not an integer");
                    unless(payload.getValue("interval") instanceof Integer, "interval is not an integer");
                    return payload;
                })
                .compose(booted -> mock.frames().next("BootData", conversation(), Frames.call("DataTransfer")))
                .map(bootData -> {
                    var payload = bootData.frame().getJsonObject(3);
                    unless("com.flexicharge".equals(payload.getValue("vendorId")), "vendorId is not com.flexicharge");
                    unless("BootData".equals(payload.getValue("messageId")), "messageId is not BootData");
                    var data = new JsonObject(payload.getString("data"));
                    unless(Integer.valueOf(CONNECTOR_ID).equals(data.getValue("connectorID")), "connectorID is wrong");
                    unless(data.getValue("chargingPrice") instanceof Number, "chargingPrice is not a number");
                    return null;
                });
    }

    private Future<Void> reserveNow() {
        var mock = charger();
        var reserving = bus.ask(
                TransactionEndpoints.RESERVE,
                new UserSessions.Reserve(USER, CONNECTOR_ID, 1, UserSessions.PaymentMethod.INVOICE));
        var frame = mock.frames()
                .next("ReserveNow", conversation(), Frames.call("ReserveNow"))
                .map(received -> {
                    var payload = received.frame().getJsonObject(3);
                    unless(payload.getValue("connectorID") instanceof Integer, "connectorID is not an integer");
                    unless(payload.getValue("expiryDate") instanceof Integer, "expiryDate is not an integer");
                    unless(payload.getValue("idTag") instanceof Integer, "idTag is not an integer");
                    unless(payload.getValue("reservationID") instanceof String, "reservationID is not a text");
                    return payload;
                });
        return within(
                        "the answer to the reservation",
                        conversation(),
                        Future.all(frame, reserving).compose(both -> reserving))
                .onSuccess(reserved -> session = reserved)
                .map(reserved -> {
                    unless(reserved.state() == TransactionState.RESERVED, "the session is not reserved");
                    return null;
                });
    }

    private Future<Void> remoteStartTransaction() {
        var mock = charger();
        var starting = bus.ask(
                TransactionEndpoints.START,
                new UserSessions.Start(USER, session().transactionID()));
        return mock.frames()
                .next("RemoteStartTransaction", conversation(), Frames.call("RemoteStartTransaction"))
                .compose(request -> {
                    var payload = request.frame().getJsonObject(3);
                    unless(payload.getValue("connectorID") instanceof Integer, "connectorID is not an integer");
                    unless(payload.getValue("idTag") instanceof Integer, "idTag is not an integer");
                    var uniqueID = request.frame().getString(1);
                    return mock.frames()
                            .next(
                                    "the confirmation of StartTransaction",
                                    conversation(),
                                    Frames.confirmation(uniqueID, "StartTransaction"));
                })
                .compose(confirmation -> {
                    var payload = confirmation.frame().getJsonObject(3);
                    unless(Integer.valueOf(1).equals(payload.getValue("idTagInfo")), "idTagInfo is not 1");
                    unless(payload.getValue("transactionId") instanceof Integer, "transactionId is not an integer");
                    return within("the answer to the start", conversation(), starting);
                })
                .map(started -> {
                    unless(started.state() == TransactionState.ACTIVE, "the session is not running");
                    return null;
                });
    }

    private Future<Void> meterValues() {
        var id = session().transactionID();
        var sent = charger().meterValues("selftest-meter", id);
        var confirmed = charger()
                .frames()
                .next("the confirmation", conversation(), Frames.confirmation("selftest-meter", "MeterValues"));
        var passedOn = user().frames().next("the user's frame", conversation(), Frames.call("MeterValues"));
        return Future.all(confirmed, passedOn).compose(both -> passedOn).map(received -> {
            unless(received.text().equals(sent), "the user's frame is not the charger's");
            return null;
        });
    }

    private Future<Void> remoteStopTransaction() {
        var mock = charger();
        var stopping = bus.ask(
                TransactionEndpoints.STOP, new UserSessions.Stop(USER, session().transactionID()));
        var lastFrame = user().frames().next("the user's final frame", conversation(), Frames.call("StopTransaction"));
        var confirmed = mock.frames()
                .next("RemoteStopTransaction", conversation(), Frames.call("RemoteStopTransaction"))
                .compose(request -> {
                    unless(
                            request.frame().getJsonObject(3).getValue("transactionID") instanceof Integer,
                            "transactionID is not an integer");
                    var uniqueID = request.frame().getString(1);
                    return mock.frames()
                            .next(
                                    "the confirmation of StopTransaction",
                                    conversation(),
                                    Frames.confirmation(uniqueID, "StopTransaction"));
                });
        var answered = within("the answer to the stop", conversation(), stopping)
                .map(ended -> {
                    unless(ended.state() == TransactionState.ENDED, "the session is not over");
                    return ended;
                });
        return Future.all(confirmed, lastFrame, answered).mapEmpty();
    }

    private Future<Void> chargerMemoryLeak() {
        return charger()
                .close()
                .compose(closed -> until(
                        "ocpp-verticle to hold nothing",
                        () -> bus.ask(OcppEndpoints.HELD_FOR, new OcppEndpoints.HeldFor(CONNECTOR_ID)),
                        ResourceCount::isNothing))
                .compose(nothingHeld -> until(
                        "the registry to show it disconnected",
                        () -> bus.ask(
                                ChargerEndpoints.GET_CHARGER_BY_SERIAL_NUMBER,
                                new ChargerEndpoints.GetChargerBySerialNumber(SERIAL_NUMBER)),
                        (Charger shown) -> !shown.connected()))
                .mapEmpty();
    }

    private Future<Void> userMemoryLeak() {
        return user().close()
                .compose(closed -> until(
                        "livemetrics-verticle to hold nothing",
                        () -> bus.ask(LivemetricsEndpoints.HELD_FOR, new LivemetricsEndpoints.HeldFor(USER.userID())),
                        ResourceCount::isNothing))
                .mapEmpty();
    }

    private Future<Void> forget() {
        return bus.ask(LivemetricsEndpoints.FORGET_SELF_TEST, new LivemetricsEndpoints.ForgetSelfTest(CONNECTOR_ID))
                .compose(done -> bus.ask(
                        TransactionEndpoints.FORGET_SELF_TEST, new TransactionEndpoints.ForgetSelfTest(CONNECTOR_ID)))
                .compose(done ->
                        bus.ask(ChargerEndpoints.FORGET_SELF_TEST, new ChargerEndpoints.ForgetSelfTest(CONNECTOR_ID)))
                .mapEmpty();
    }

    /** What is gone cannot be listened to, so it is asked for again until it is, or the limit is over. */
    private <T> Future<T> until(String what, Supplier<Future<T>> ask, Predicate<T> holds) {
        return askUntil(what, ask, holds, clock.millis() + stretched(CLEAN_UP_MILLIS));
    }

    private <T> Future<T> askUntil(String what, Supplier<Future<T>> ask, Predicate<T> holds, long lastMillis) {
        return ask.get().compose(answer -> {
            if (holds.test(answer)) {
                return Future.succeededFuture(answer);
            }
            if (clock.millis() > lastMillis) {
                return Future.failedFuture(new StepFailed("waited in vain for " + what + ", last seen " + answer));
            }
            Promise<T> later = Promise.promise();
            vertx.setTimer(
                    ASK_AGAIN_MILLIS,
                    id -> askUntil(what, ask, holds, lastMillis).onComplete(later));
            return later.future();
        });
    }

    private <T> Future<T> within(String what, long limitMillis, Future<T> awaited) {
        Promise<T> promise = Promise.promise();
        long timer = vertx.setTimer(
                limitMillis,
                id -> promise.tryFail(new StepFailed("did not get " + what + " within " + limitMillis + " ms")));
        awaited.onComplete(done -> {
            vertx.cancelTimer(timer);
            if (done.succeeded()) {
                promise.tryComplete(done.result());
            } else {
                promise.tryFail(done.cause());
            }
        });
        return promise.future();
    }

    private long conversation() {
        return stretched(CONVERSATION_MILLIS);
    }

    private long stretched(long millis) {
        return Math.round(millis * multiplier);
    }

    private MockCharger charger() {
        return present(charger, "the mock charger is not connected");
    }

    private MockUser user() {
        return present(user, "the mock user is not connected");
    }

    private Transaction session() {
        return present(session, "there is no session, because an earlier test failed");
    }

    private static <T> T present(@Nullable T wanted, String otherwise) {
        if (wanted == null) {
            throw new StepFailed(otherwise);
        }
        return wanted;
    }
}
