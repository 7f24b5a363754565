package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The command {@code token <userID> [user|admin] [hours]}: makes a token for trying things out. */
public final class DevelopmentTokenCommand {
    static final String USAGE = """
            Usage: token <userID> [user|admin] [hours]
              userID  1 to 64 characters: who the token is for
              role    user if not given
              hours   1 to 168: how long the token holds; 12 if not given
            Example: token alice admin 24""";

    private static final int LONGEST_HOURS = 168;

    private final Tokens tokens;

    /** What came of it: the launcher prints either, and ends with 0 or 2. */
    public sealed interface Outcome {
        record Token(String text) implements Outcome {}

        /** @param text what is wrong, then how it is used */
        record UsageError(String text) implements Outcome {}
    }

    public DevelopmentTokenCommand(Tokens tokens) {
        this.tokens = tokens;
    }

    /** @param arguments those after the word {@code token} */
    public Outcome run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.size() > 3) {
            return usageError("1 to 3 arguments are needed, there are " + arguments.size() + ".");
        }
        var userID = arguments.get(0);
        if (userID.isBlank() || userID.length() > 64) {
            return usageError("The userID must have 1 to 64 characters.");
        }
        var role = arguments.size() > 1 ? role(arguments.get(1)) : Optional.of(Role.USER);
        if (role.isEmpty()) {
            return usageError("The role must be user or admin, not " + arguments.get(1) + ".");
        }
        var hours = arguments.size() > 2 ? Numbers.parse(arguments.get(2), 1, LONGEST_HOURS) : Optional.of(12L);
        return hours.<Outcome>map(life -> new Outcome.Token(tokens.mint(userID, role.get(), Duration.ofHours(life))))
                .orElseGet(() ->
                        usageError("The hours must be a whole number from 1 to 168, not " + arguments.get(2) + "."));
    }

    private static Optional<Role> role(String word) {
        return switch (word) {
            case "user" -> Optional.of(Role.USER);
            case "admin" -> Optional.of(Role.ADMIN);
            default -> Optional.empty();
        };
    }

    private static Outcome usageError(String fault) {
        return new Outcome.UsageError(fault + "\n" + USAGE);
    }
}
