package com.flexicharge.ocpp.durable;

import com.flexicharge.ocpp.OcppMeters;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.module.WorkAtHand;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down how commands end, wakes who waits for them and tells whom it concerns. Its public face is for any thread. */
final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
    private static final long BETWEEN_TRIES_MILLIS = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final SendingRepository sending;
    private final Waiters waiters;
    private final Effects effects;
    private final OcppMeters meters;
    private final Clock clock;
    private final WorkAtHand atHand = new WorkAtHand();

    /** @param context of commands, where all of it happens */
    Endings(
            Vertx vertx,
            Context context,
            SendingRepository sending,
            Waiters waiters,
            Effects effects,
            OcppMeters meters,
            Clock clock) {
        this.vertx = vertx;
        this.context = context;
        this.sending = sending;
        this.waiters = waiters;
        this.effects = effects;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * The charger answered, be it late, or the time for that is over. A late answer may come before that is stored, and then is the end
     * itself.
     *
     * @return when that is stored; never fails
     */
    Future<Void> ended(StoredCommand command, String messageID, Answer answer) {
        return here(() -> untilStored(() -> sending.end(command.id(), messageID, answer, clock.instant()))
                .compose(stored -> stored.map(this::over).orElseGet(() -> addLate(command, messageID, answer))));
    }

    private Future<Void> addLate(StoredCommand command, String messageID, Answer answer) {
        return answer.at() == null
                ? Future.succeededFuture()
                : untilStored(() -> sending.addLate(command, messageID, answer, clock.instant()))
                        .compose(stored -> stored.map(effects::tell).orElseGet(Future::succeededFuture));
    }

    /** It was marked as sent, and was not. @return when that is stored; never fails */
    Future<Void> neverSent(int connectorID, String messageID) {
        return here(() -> untilStored(() -> sending.giveBack(connectorID, messageID, clock.instant()))
                .compose(stored -> stored.filter(
                                command -> command.command().state().isFinal())
                        .map(this::over)
                        .orElseGet(Future::succeededFuture)));
    }

    /** Ended by a sweep or by their operator; stored already. */
    Future<Void> over(List<StoredCommand> commands) {
        return here(
                () -> Future.join(commands.stream().map(this::over).toList()).mapEmpty());
    }

    /** @return when nothing is left to be written down; no more may come */
    Future<Void> done() {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(now -> atHand.done().onComplete(promise));
        return promise.future();
    }

    private Future<Void> over(StoredCommand command) {
        var state = command.command().state();
        meters.commandOver(command.command().action(), state.word());
        waiters.wake(command.id());
        return effects.tell(command);
    }

    /**
     * What is known of a command is kept in memory until the database is there again. It is at most one a connection: while the
     * database is away no lane gets another.
     */
    private <T> Future<T> untilStored(Supplier<Future<T>> write) {
        return write.get()
                .recover(no -> isAway(no)
                        ? vertx.timer(BETWEEN_TRIES_MILLIS, TimeUnit.MILLISECONDS)
                                .compose(waited -> untilStored(write))
                        : Future.failedFuture(no));
    }

    private static boolean isAway(Throwable no) {
        return no instanceof Refusal refusal
                && (refusal.reason() == Reason.UNAVAILABLE || refusal.reason() == Reason.BUSY);
    }

    private Future<Void> here(Supplier<Future<Void>> work) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(now -> atHand.track(Future.succeededFuture().compose(go -> work.get()))
                .onFailure(Endings::report)
                .transform(tried -> Future.<Void>succeededFuture())
                .onComplete(promise));
        return promise.future();
    }

    /** A process that ends cancels what it waits for; another finds those commands by their time. */
    private static void report(Throwable defect) {
        if (!(defect instanceof CancellationException)) {
            LOG.error("How a command ended could not be written down", defect);
        }
    }
}
