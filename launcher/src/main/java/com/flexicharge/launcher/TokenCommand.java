package com.flexicharge.launcher;

import com.flexicharge.shared.config.ConfigurationException;
import com.flexicharge.shared.config.ProcessConfig;
import com.flexicharge.shared.http.DevelopmentKey;
import com.flexicharge.shared.http.DevelopmentTokenCommand;
import com.flexicharge.shared.http.DevelopmentTokenCommand.Outcome;
import com.flexicharge.shared.http.Tokens;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;

/** {@code token <userID> [user|admin] [hours]}: a token signed with the development key, until there are accounts. */
final class TokenCommand {
    private TokenCommand() {}

    /** @throws ConfigurationException when the arguments make no sense; its message says how it is used */
    static String run(ProcessConfig config, List<String> arguments) {
        if (!arguments.get(0).equals("token")) {
            throw new ConfigurationException("Unknown command " + arguments.get(0)
                    + ". Without arguments the server starts; \"try\" starts it, has it test itself, and stops it; "
                    + "\"token <userID> [user|admin] [hours]\" prints a token for development.");
        }
        var vertx = Vertx.vertx();
        try {
            var tokens = new Tokens(
                    vertx,
                    DevelopmentKey.loadOrCreate(config.developmentKeyFile()),
                    config.publicUrl().toString(),
                    Clock.systemUTC());
            var outcome = new DevelopmentTokenCommand(tokens).run(arguments.subList(1, arguments.size()));
            if (outcome instanceof Outcome.Token token) {
                return token.text();
            }
            throw new ConfigurationException(((Outcome.UsageError) outcome).text());
        } finally {
            vertx.close();
        }
    }
}
