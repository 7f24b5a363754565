package com.flexicharge.ocpp.durable;

import com.flexicharge.ocpp.OcppConfig;
import com.flexicharge.ocpp.OcppMeters;
import com.flexicharge.ocpp.handler.SessionWitness;
import com.flexicharge.ocpp.operation.Operation;
import com.flexicharge.ocpp.socket.ConnectionTable;
import com.flexicharge.ocpp.socket.StoredCalls;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints;
import com.flexicharge.shared.db.HistoryRepository;
import com.flexicharge.shared.db.Sealing;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.Repeated;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** All there is for commands in one process, put together; it happens on one event loop of its own, except where it says not. */
public final class DurableCommands {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofSeconds(5);
    private static final Duration RARELY = Duration.ofSeconds(15);
    private static final Duration HARDLY_EVER = Duration.ofMinutes(10);
    private static final Duration HISTORY_SWEEP = Duration.ofHours(1);

    /** Beyond a lane's own deadlines: the time a process may need to write down that it passed. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(5);

    private final ModuleContext process;
    private final Clock clock;
    private final Context context;
    private final Duration callTimeout;
    private final ConnectionTable table;
    private final CommandRepository commands;
    private final SendingRepository sendingRows;
    private final IdempotencyRepository keys;
    private final CommandHistory history;
    private final Reach reach;
    private final Effects effects;
    private final Endings endings;
    private final Outcomes outcomes;
    private final CommandService service;
    private final Sending sending;
    private volatile boolean stopped;

    /** @param special the actions that are more than passing a payload on */
    public DurableCommands(
            ModuleContext process,
            OcppConfig config,
            OcppMeters meters,
            ConnectionTable table,
            List<Operation> special) {
        this.process = process;
        this.clock = process.clock();
        this.context = process.vertx().getOrCreateContext();
        this.callTimeout = config.callTimeout();
        this.table = table;
        var vertx = process.vertx();
        var database = process.database();
        var operations = new OperationTable(special);
        var withConsequences = operations.withConsequences();
        var sealing = new Sealing(database, "commands");
        commands = new CommandRepository(database);
        keys = new IdempotencyRepository(database);
        sendingRows = new SendingRepository(
                database,
                process.meters(),
                process.node(),
                withConsequences,
                config.commands().startTimeout());
        history = new CommandHistory(
                new HistoryRepository(database, process.meters()),
                config.commands().history(),
                clock);
        reach = new Reach(process.bus(), table, process.node());
        effects = new Effects(new EffectRepository(database), operations, sealing, clock);
        var waiters = new Waiters(vertx, commands);
        endings = new Endings(vertx, context, sendingRows, waiters, effects, meters, clock);
        outcomes = new Outcomes(new OutcomeRepository(database), process.bus(), clock);
        var making =
                new Making(process.bus(), operations, commands, sealing, reach, clock, config.callQueue(), callTimeout);
        service = new CommandService(making, commands, keys, sealing, waiters, endings, clock, withConsequences);
        sending = new Sending(
                sendingRows,
                sealing,
                endings,
                table,
                clock,
                config.commands().getConfigurationOnBoot()
                        ? id -> context.runOnContext(now -> service.askForConfiguration(id))
                        : id -> {});
    }

    /** What lanes with nothing else to send ask. */
    public StoredCalls storedCalls() {
        return sending;
    }

    /** Who is to be told of sessions. */
    public SessionWitness witness() {
        return outcomes;
    }

    /** @return when what this process left on the wire when it ended before is known to be over, and commands are answered */
    public Future<Void> start() {
        return here(() -> timeOutOwn().onSuccess(over -> {
            answer();
            sweep();
        }));
    }

    /** So many at a time, until there are none. */
    private Future<Void> timeOutOwn() {
        return sendingRows.timeOutOwn(clock.instant()).compose(over -> {
            endings.over(over);
            return over.isEmpty() ? Future.succeededFuture() : timeOutOwn();
        });
    }

    private void answer() {
        var bus = process.bus();
        bus.answer(CommandEndpoints.OPERATE, service::operate);
        bus.answer(CommandEndpoints.GET_COMMAND, service::get);
        bus.answer(CommandEndpoints.CANCEL_COMMAND, service::cancel);
        bus.answer(CommandEndpoints.SEARCH_COMMANDS, service::search);
        bus.answer(CommandEndpoints.SEND_CERTIFICATE, service::sendCertificate);
        bus.answer(CommandEndpoints.COMMAND_STORED.at(process.node()), reach::told);
    }

    private void sweep() {
        repeat(
                SOON,
                "Ending commands whose time is over",
                () -> sendingRows
                        .expire(clock.instant())
                        .compose(endings::over)
                        .compose(ended -> sending.expireUnreachable()));
        repeat(SELDOM, "Telling of commands that are over", effects::repeat);
        repeat(SELDOM, "Looking for what remote starts and stops caused", outcomes::settleDue);
        repeat(SELDOM, "Giving up commands lost on the wire", this::timeOutLost);
        repeat(RARELY, "Looking for commands nobody was told of", this::pokeAll);
        repeat(HARDLY_EVER, "Forgetting idempotency keys", () -> keys.forgetOld(clock.instant()));
        repeat(HISTORY_SWEEP, "Forgetting old commands", history::forget);
    }

    private void repeat(Duration interval, String what, Supplier<Future<Void>> turn) {
        Repeated.start(process.vertx(), interval, what, () -> stopped ? Future.succeededFuture() : turn.get());
    }

    private Future<Void> timeOutLost() {
        var now = clock.instant();
        // one deadline may pass before it is on the wire, because another was quicker, and one on it
        var sentBefore = now.minus(callTimeout.multipliedBy(2)).minus(GRACE);
        return sendingRows.timeOutLost(sentBefore, now).compose(endings::over);
    }

    private Future<Void> pokeAll() {
        return sendingRows
                .queuedFor(table.connectorIDs())
                .onSuccess(waiting -> waiting.forEach(reach::here))
                .mapEmpty();
    }

    /** No commands are made or sent any more; to be called before the sockets are closed. */
    public Future<Void> stopTaking() {
        sending.stop();
        return here(() -> {
            service.stop();
            return Future.succeededFuture();
        });
    }

    /** To be called when the sockets are closed. @return when all that is known of commands is written down, or after seconds */
    public Future<Void> stop() {
        stopped = true;
        var patience = process.vertx().timer(DRAIN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        var written = sending.expireUnreachable().transform(tried -> endings.done());
        return Future.any(written, patience)
                .onComplete(over -> patience.cancel())
                .transform(over -> Future.succeededFuture());
    }

    private Future<Void> here(Supplier<Future<Void>> work) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(
                now -> Future.succeededFuture().compose(go -> work.get()).onComplete(promise));
        return promise.future();
    }
}
