package com.flexicharge.launcher;

import com.flexicharge.launcher.postgres.LocalDatabaseException;
import com.flexicharge.shared.config.ConfigurationException;
import com.flexicharge.shared.config.Environment;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;

/**
 * The command line: without arguments the server, with {@code try} the same until it has tested itself once, with {@code token <userID>
 * [admin]} a token for development. Ends with status 2 when the configuration is wrong, 1 when something else keeps it from starting,
 * or a test fails.
 */
public final class Main {
    private static final int CANNOT_START = 1;
    private static final int BAD_CONFIGURATION = 2;

    private Main() {}

    public static void main(String[] arguments) {
        try {
            var plan = Plan.read(environment());
            if (List.of(arguments).equals(List.of("try"))) {
                System.exit(passes(plan) ? 0 : CANNOT_START);
            } else if (arguments.length > 0) {
                StartConsole.print(TokenCommand.run(plan.process(), List.of(arguments)));
            } else {
                serve(plan);
            }
        } catch (ConfigurationException e) {
            end(BAD_CONFIGURATION, e);
        } catch (StartException | LocalDatabaseException | IllegalArgumentException | java.io.UncheckedIOException e) {
            end(CANNOT_START, e);
        }
    }

    private static void serve(Plan plan) {
        Logs.configure(plan.process());
        StartConsole.warn(plan);
        var process = ServerProcess.start(plan, Clock.systemUTC(), StartConsole::print);
        Runtime.getRuntime().addShutdownHook(new Thread(process::close, "drain"));
        if (plan.cluster().isEmpty()) {
            StartConsole.tryThis(plan.process());
        }
        if (plan.process().runSelfTest()) {
            process.selfTest();
        }
    }

    private static boolean passes(Plan plan) {
        Logs.configure(plan.process());
        try (var process = ServerProcess.start(plan, Clock.systemUTC(), StartConsole::print)) {
            var result =
                    process.selfTest().toCompletionStage().toCompletableFuture().join();
            return result.failedTests().isEmpty();
        }
    }

    private static Environment environment() {
        var vertx = Vertx.vertx();
        try {
            return Environment.load(vertx)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            vertx.close();
        }
    }

    private static void end(int status, RuntimeException why) {
        StartConsole.complain(why.getMessage());
        System.exit(status);
    }
}
