package com.flexicharge.ocpp.durable;

import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CancelCommand;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandList;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.GetCommand;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.ListedCommand;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Operate;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.SearchCommands;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.SendCertificate;
import com.flexicharge.shared.db.Sealing;
import com.flexicharge.shared.log.About;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators may do with commands. On the event loop of commands. */
final class CommandService {
    private static final Logger LOG = LoggerFactory.getLogger(CommandService.class);

    /** Who asks when nobody does. */
    private static final String SERVER = "server";

    /** A charger that asked for a certificate and went away is expected back within a week. */
    private static final Duration CERTIFICATE_PATIENCE = Duration.ofDays(7);

    private final Making making;
    private final CommandRepository commands;
    private final IdempotencyRepository keys;
    private final Sealing sealing;
    private final Waiters waiters;
    private final Endings endings;
    private final Clock clock;
    private final String[] withConsequences;
    private final SecureRandom random = new SecureRandom();
    private boolean stopped;

    CommandService(
            Making making,
            CommandRepository commands,
            IdempotencyRepository keys,
            Sealing sealing,
            Waiters waiters,
            Endings endings,
            Clock clock,
            String[] withConsequences) {
        this.making = making;
        this.commands = commands;
        this.keys = keys;
        this.sealing = sealing;
        this.waiters = waiters;
        this.endings = endings;
        this.clock = clock;
        this.withConsequences = withConsequences;
    }

    /** From here on no commands are made. */
    void stop() {
        stopped = true;
    }

    Future<Command> operate(Operate wish) {
        if (stopped) {
            return Future.failedFuture(Refusal.of(
                    Reason.UNAVAILABLE, "unavailable", "This process is about to end; ask again in a moment."));
        }
        var key = wish.idempotencyKey();
        var made = key == null ? making.make(wish, newID(), Optional.empty()) : makeOnce(wish, key);
        return made.compose(command -> whenOver(command.command(), wish.waitMillis()));
    }

    private Future<StoredCommand> makeOnce(Operate wish, String key) {
        return sealing.fingerprint(fingerprinted(wish))
                .map(fingerprint -> new IdempotencyKey(wish.requestedBy(), key, fingerprint))
                .compose(whose -> keys.claim(whose, newID(), clock.instant())
                        .compose(claim -> claim.same()
                                ? makeOrFind(wish, claim.commandID(), whose)
                                : Future.failedFuture(keyReused())));
    }

    private Future<StoredCommand> makeOrFind(Operate wish, String commandID, IdempotencyKey key) {
        return commands.find(commandID)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> make(wish, commandID, key)));
    }

    /** Of two who come at once both make it, under one id: what is made for it is made once, and one row is stored. */
    private Future<StoredCommand> make(Operate wish, String commandID, IdempotencyKey key) {
        return Future.succeededFuture()
                .compose(go -> making.make(wish, commandID, Optional.of(key)))
                .recover(no -> isRefused(no)
                        ? keys.release(key, commandID).transform(released -> Future.failedFuture(no))
                        : Future.failedFuture(no));
    }

    /** After any other failure something may have been made: it is found, or made once, when the same is asked again. */
    private static boolean isRefused(Throwable no) {
        return no instanceof Refusal refusal
                && switch (refusal.reason()) {
                    case INVALID, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REJECTED, OFFLINE, BUSY -> true;
                    case UNAVAILABLE, TIMED_OUT, INTERNAL -> false;
                };
    }

    /** What makes a wish the same wish; how long somebody waits for it does not. */
    private static String fingerprinted(Operate wish) {
        var payload = Json.tree(wish.payload()).map(Object::toString).orElseGet(wish::payload);
        return wish.connectorID() + "\n" + wish.action() + "\n" + payload;
    }

    /** A command that cannot be looked at again is told as it was: whoever got an error would ask for it once more. */
    private Future<Command> whenOver(Command command, int waitMillis) {
        return command.state().isFinal() || waitMillis == 0
                ? Future.succeededFuture(command)
                : waiters.waitFor(command.id(), waitMillis)
                        .compose(over -> commands.find(command.id()))
                        .map(found -> found.map(StoredCommand::command).orElse(command))
                        .otherwise(command);
    }

    Future<Command> get(GetCommand asked) {
        return commands.find(asked.id())
                .compose(found -> found.map(command -> whenOver(command.command(), asked.waitMillis()))
                        .orElseGet(() -> Future.failedFuture(notFound())));
    }

    Future<Done> cancel(CancelCommand asked) {
        return commands.cancel(asked.id(), clock.instant(), withConsequences)
                .compose(cancelled -> cancelled
                        .map(command -> endings.over(List.of(command)).map(Done.DONE))
                        .orElseGet(() -> whyNot(asked.id())));
    }

    private Future<Done> whyNot(String commandID) {
        return commands.find(commandID)
                .compose(found -> Future.failedFuture(
                        found.isEmpty()
                                ? notFound()
                                : Refusal.of(
                                        Reason.CONFLICT,
                                        "commandAlreadySent",
                                        "Only a command that is still queued can be taken back.")));
    }

    Future<CommandList> search(SearchCommands asked) {
        return commands.search(asked)
                .map(found -> new CommandList(found.stream()
                        .map(stored -> new ListedCommand(stored.number(), stored.command()))
                        .toList()));
    }

    Future<Done> sendCertificate(SendCertificate asked) {
        var payload = Json.MAPPER.createObjectNode().put("certificateChain", asked.certificateChain());
        var wish = new Operate(
                asked.connectorID(),
                "CertificateSigned",
                payload.toString(),
                0,
                Math.toIntExact(CERTIFICATE_PATIENCE.toSeconds()),
                SERVER,
                asked.idempotencyKey());
        return operate(wish).map(Done.DONE);
    }

    /** A charger that has booted is asked for its configuration. */
    void askForConfiguration(int connectorID) {
        Future.succeededFuture()
                .compose(go -> operate(new Operate(connectorID, "GetConfiguration", "{}", 0, 0, SERVER, null)))
                .onFailure(no -> About.charger(LOG.atDebug(), connectorID)
                        .log("Charger {} is not asked for its configuration: {}", connectorID, no.getMessage()));
    }

    /** 128 random bits in 22 characters: nobody guesses a command. */
    private String newID() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return "cmd_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Refusal notFound() {
        return Refusal.of(Reason.NOT_FOUND, "commandNotFound", "There is no such command.");
    }

    private static Refusal keyReused() {
        return Refusal.of(
                Reason.CONFLICT,
                "idempotencyKeyReused",
                "This Idempotency-Key was used for another request within 24 hours.");
    }
}
