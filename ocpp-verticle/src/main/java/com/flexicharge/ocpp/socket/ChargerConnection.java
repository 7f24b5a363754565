package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.dialect.Dialect;
import com.flexicharge.ocpp.dialect.FlexiCharge;
import com.flexicharge.ocpp.frame.Call;
import com.flexicharge.ocpp.frame.CallError;
import com.flexicharge.ocpp.frame.CallResult;
import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.OcppFrame;
import com.flexicharge.ocpp.handler.Answer;
import com.flexicharge.ocpp.handler.Sender;
import com.flexicharge.ocpp.log.FrameLog;
import com.flexicharge.ocpp.log.LoggedFrame;
import com.flexicharge.ocpp.log.SocketEvent;
import com.flexicharge.ocpp.message.DataTransfer;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Admission;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.log.About;
import com.flexicharge.shared.trace.Span;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket of one charger: hands what comes in to the lane it belongs to. It lives on the event loop of the socket; what other
 * threads may call says so.
 */
public final class ChargerConnection implements Sender {
    private static final Logger LOG = LoggerFactory.getLogger(ChargerConnection.class);

    /** Vert.x gives a close frame two seconds to be answered, but all the time in the world to be written. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

    /** What a charger has sent is answered in milliseconds, unless the database is away or the charger does not read. */
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(5);

    private final ServerWebSocket socket;
    private final Peer peer;
    private final SocketServices services;
    private final Context context;
    private final Valve valve;
    private final Pace pace;
    private final InboundLane inbound;
    private final CallQueue calls;
    private final OutGate gate;
    private final Life life;
    private final ClockWatch clockWatch;
    private final UidHabits uids = new UidHabits();
    private final FrameLog frames;
    private final ChargerTraces traces;
    private final Closing closing = new Closing();
    private final Farewell farewell;
    private Set<Deviation> rules;
    private Optional<Integer> session = Optional.empty();
    private Dialect dialect;
    private Registration registration;
    private long cutTimer = -1;

    private ChargerConnection(ServerWebSocket socket, Peer peer, SocketServices services, Context context) {
        var config = services.config();
        this.socket = socket;
        this.peer = peer;
        this.services = services;
        this.context = context;
        this.rules = peer.rules();
        this.dialect = peer.dialect(rules);
        this.registration = peer.admitted().registration();
        this.frames = services.log().frames(peer.connectorID(), peer.serialNumber(), peer.protocol());
        this.traces = new ChargerTraces(services.vertx(), context, services.clock(), peer);
        this.valve = new Valve(socket);
        this.pace = new Pace(
                services.vertx(), services.clock(), valve, config.maxFramesPerSecond(), services.meters()::slowed);
        this.inbound = new InboundLane(valve);
        this.calls = new CallQueue(
                services.vertx(),
                this::dialect,
                this::send,
                () -> services.storedCalls().next(this),
                config.callQueue(),
                config.callTimeout(),
                services.meters(),
                traces);
        this.gate = new OutGate(services.vertx(), calls, peer, config.bootPatience(), OutGate.SLOW_BOOT);
        this.life = new Life(services.vertx(), services.clock(), socket, valve, config, this::close);
        this.clockWatch = new ClockWatch(peer.admitted().clockDriftMillis());
        this.farewell = new Farewell(services.vertx(), socket, why -> {
            closing.learn(why);
            sayGoodbye(why);
        });
        this.life.pinged(!mayDo(Deviation.NO_PING));
    }

    /** Takes over a socket just opened; to be called in the very turn of the event loop in which it came. */
    static ChargerConnection open(ServerWebSocket socket, Peer peer, SocketServices services) {
        var context = services.vertx().getOrCreateContext();
        var connection = new ChargerConnection(socket, peer, services, context);
        connection.listen();
        services.table().add(connection);
        services.meters().opened(peer.protocol());
        services.log().note(peer.opened(services.clock().instant()));
        return connection;
    }

    private void listen() {
        var assembly = new MessageAssembly(services.config().maxFrameBytes(), this::received, this::close);
        socket.frameHandler(frame -> {
            life.heard();
            waitForReader();
            assembly.handle(frame);
        });
        socket.pongHandler(pong -> {
            life.heardPong();
            farewell.heardPong(pong);
        });
        socket.exceptionHandler(this::broken);
        socket.closeHandler(gone -> closed());
        life.begin();
    }

    /** Whoever does not read what it is sent is not read either. */
    private void waitForReader() {
        if (isBehind()) {
            // not in this turn: with each ping it hands out Vert.x reads one frame more, paused or not
            context.runOnContext(now -> holdWhileBehind());
        }
    }

    private void holdWhileBehind() {
        if (isBehind()) {
            valve.hold(Valve.Holder.WRITES);
            socket.drainHandler(read -> valve.letGo(Valve.Holder.WRITES));
        }
    }

    private boolean isBehind() {
        return !socket.isClosed() && socket.writeQueueFull();
    }

    // What comes in.

    private void received(String text) {
        if (closing.hasBegun()) {
            return;
        }
        pace.received();
        var receivedAt = services.clock().instant();
        var decoded = dialect.decode(text);
        if (decoded instanceof Decoded.Received received) {
            received(received.frame(), text.length(), received.deviations(), receivedAt);
        } else if (decoded instanceof Decoded.Malformed malformed) {
            var logged = frames.received(malformed, text, receivedAt);
            inbound.add(
                    text.length(),
                    () -> reply(logged, services.inboundCalls().answer(this, malformed, text, receivedAt)));
        } else if (decoded instanceof Decoded.Ignored ignored) {
            frames.ignored(text, receivedAt);
            services.meters().ignored(ignored.cause());
        }
    }

    private void received(OcppFrame frame, int characters, List<Deviation> deviations, Instant receivedAt) {
        if (frame instanceof Call call) {
            var logged = frames.received(call, receivedAt);
            deviated(logged, deviations);
            noteUid(logged, call);
            if (gate.received(call.action())) {
                deviated(logged, List.of(Deviation.BOOT_MISSING));
            }
            inbound.add(
                    characters,
                    () -> traces.handling(
                            call,
                            session,
                            () -> reply(logged, services.inboundCalls().answer(this, call, receivedAt))));
        } else if (frame instanceof CallResult result) {
            var logged = frames.received(result, receivedAt);
            deviated(logged, deviations);
            deviated(logged, calls.answered(result));
        } else if (frame instanceof CallError error) {
            deviated(frames.received(error, receivedAt), deviations);
            calls.answered(error);
        }
    }

    private void noteUid(LoggedFrame logged, Call call) {
        if (peer.protocol() == Protocol.FLEXICHARGE) {
            deviated(logged, uids.received(call.id().text()));
        }
    }

    private void deviated(LoggedFrame logged, List<Deviation> met) {
        deviated(met);
        logged.met(met);
    }

    /** The next CALL waits until this answer is in the hands of the network: whoever reads slowly is handled slowly. */
    private Future<Void> reply(LoggedFrame asked, Future<Answer> answering) {
        return answering.compose(answer -> {
            asked.met(answer.deviations());
            traces.answering(answer.text());
            if (closing.hasBegun()) {
                return Future.succeededFuture();
            }
            frames.answered(asked, answer.text());
            return life.sending(socket.writeTextMessage(answer.text()))
                    .onSuccess(written -> answer.afterwards().run());
        });
    }

    // What goes out.

    /**
     * Sends one of our CALLs. From any thread.
     *
     * @return as {@link CallQueue#send}
     */
    public Future<CallOutcome> call(OcppRequest request, int waitMillis) {
        var forWhom = Span.current();
        return onItsLoop(() -> calls.send(request, waitMillis, forWhom));
    }

    /** Something was stored for this charger: it is sent when its lane is idle. From any thread. */
    public void moreStored() {
        context.runOnContext(now -> calls.moreStored());
    }

    private void send(OurCall call) {
        uids.sent(call.id());
        frames.sent(call.id(), call.action(), call.text());
        socket.writeTextMessage(call.text());
    }

    @Override
    public void booted(Admission.Booted booted) {
        registration = booted.registration();
        rules = Deviation.rules(booted.rules());
        dialect = peer.dialect(rules);
        life.pinged(!mayDo(Deviation.NO_PING));
        if (gate.booted(registration, mayDo(Deviation.SLOW_BOOT))) {
            deviated(List.of(Deviation.SLOW_BOOT));
        }
        if (dialect instanceof FlexiCharge flexiCharge) {
            calls.sendFirst(flexiCharge.bootData(booted.pricePerKwhOre())).onSuccess(this::bootDataAnswered);
        }
        services.storedCalls().booted(this, registration);
        if (registration == Registration.REJECTED) {
            services.storedCalls().unreachable(this);
        }
    }

    private void bootDataAnswered(CallOutcome outcome) {
        var accepted = outcome instanceof CallOutcome.Answered answered
                && answered.response() instanceof DataTransfer.Response response
                && response.status() == DataTransfer.Status.ACCEPTED;
        if (!accepted) {
            services.meters().bootDataRefused();
            About.charger(LOG.atWarn(), connectorID(), serialNumber())
                    .log("Charger {} did not accept its number and price: {}", connectorID(), outcome);
        }
    }

    // How it ends.

    /** Closes the socket, if nobody did before. From any thread. */
    void leave(CloseCause cause) {
        context.runOnContext(now -> close(cause));
    }

    /** Reads no more, answers what was received as far as it can within seconds, and closes. From any thread. @return when the close frame is on its way */
    Future<Void> drain() {
        return onItsLoop(() -> {
            valve.hold(Valve.Holder.DRAIN);
            var patience = services.vertx().timer(DRAIN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Future.any(inbound.idle(), patience)
                    .onComplete(answered -> {
                        patience.cancel();
                        close(CloseCause.DRAINED);
                    })
                    .mapEmpty();
        });
    }

    /** When the socket is gone, the registry was told and nothing is in hand any more. From any thread. */
    Future<Void> over() {
        return closing.over();
    }

    private void close(CloseCause cause) {
        if (closing.begin(cause)) {
            endLanes();
            if (cause == CloseCause.REPLACED && !mayDo(Deviation.NO_PING)) {
                farewell.ask();
            } else {
                sayGoodbye(cause);
            }
        }
    }

    private void sayGoodbye(CloseCause cause) {
        socket.close(cause.code(), cause.reason());
        cutTimer = services.vertx().setTimer(CLOSE_PATIENCE.toMillis(), id -> Wire.cut(socket));
    }

    private void broken(Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            var tooBig = corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
            close(tooBig ? CloseCause.FRAME_TOO_BIG : CloseCause.PROTOCOL_ERROR);
        } else if (cause instanceof DecompressionException) {
            close(CloseCause.FRAME_TOO_BIG);
        } else {
            closing.broken(cause);
        }
    }

    private void closed() {
        var status = Optional.ofNullable(socket.closeStatusCode());
        var cause = closing.cause(status);
        services.vertx().cancelTimer(cutTimer);
        farewell.end();
        services.meters().closed(cause.word());
        endLanes();
        if (!cause.isReplaced()) {
            services.storedCalls().unreachable(this);
        }
        var code = closing.hasBegun()
                ? Integer.valueOf(cause.code())
                : status.map(Short::intValue).orElse(null);
        var at = services.clock().instant();
        var reason = closing.hasBegun() ? null : socket.closeReason();
        services.log().note(new SocketEvent.Closed(connectorID(), epoch(), code, reason, cause.word(), at));
        var told = services.registry()
                .disconnected(new Admission.Disconnected(connectorID(), epoch(), cause.word(), code, at));
        // what was received in full before the end is still read, in turns of the loop before this one
        context.runOnContext(now -> inbound.idle().onComplete(idle -> {
            services.table().forget(this);
            told.onComplete(done -> closing.end());
        }));
    }

    private void endLanes() {
        life.end();
        gate.end();
        calls.close();
        valve.openForGood();
    }

    // What others see of it, from any thread unless Sender says otherwise.

    /** It is the charger's, as far as is known here, and takes CALLs. */
    boolean isOpen() {
        return !closing.hasBegun();
    }

    Life life() {
        return life;
    }

    ClockWatch clockWatch() {
        return clockWatch;
    }

    String serialNumber() {
        return peer.serialNumber();
    }

    Future<Held> held() {
        return onItsLoop(() -> Future.succeededFuture(new Held(1, calls.waiting(), calls.onWire(), inbound.size())));
    }

    private <T> Future<T> onItsLoop(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(
                now -> Future.succeededFuture().compose(go -> work.get()).onComplete(promise));
        return promise.future();
    }

    @Override
    public int connectorID() {
        return peer.connectorID();
    }

    @Override
    public long epoch() {
        return peer.epoch();
    }

    @Override
    public Protocol protocol() {
        return peer.protocol();
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Optional<Integer> session() {
        return session;
    }

    @Override
    public void inSession(Optional<Integer> transactionID) {
        session = transactionID;
        transactionID.ifPresent(traces::sessionBegan);
    }

    @Override
    public boolean mayDo(Deviation rule) {
        return rules.contains(rule);
    }

    @Override
    public void deviated(List<Deviation> met) {
        for (var deviation : met) {
            services.meters().deviated(deviation);
            services.quirks().met(connectorID(), deviation, services.clock().instant());
        }
    }

    @Override
    public void said(Instant time, Instant receivedAt) {
        clockWatch.said(time, receivedAt);
    }

    @Override
    public Optional<Long> clockDriftMillis() {
        return clockWatch.driftMillis();
    }

    @Override
    public Registration registration() {
        return registration;
    }
}
