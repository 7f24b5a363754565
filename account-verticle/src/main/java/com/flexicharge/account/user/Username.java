package com.flexicharge.account.user;

import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Refusal.Fault;
import java.util.List;
import java.util.regex.Pattern;

/** The e-mail address that an account is known by. */
public final class Username {
    private static final int MOST = 254;

    /** What mail servers can be handed; whether somebody reads it, the code tells. A domain may be one word: localhost. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>\"(),:;\\[\\]\\\\\\p{Cntrl}]{1,64}@[^\\s@<>\"(),:;\\[\\]\\\\\\p{Cntrl}]{1,253}");

    private Username() {}

    public static boolean isValid(String username) {
        return username.length() <= MOST && ADDRESS.matcher(username).matches();
    }

    /**
     * @param pointer where it was found, like {@code /username}
     * @throws Refusal INVALID {@code InvalidParameterException}
     */
    static void check(String username, String pointer) {
        if (!isValid(username)) {
            throw Refusal.invalid(
                    "The username must be an e-mail address.",
                    List.of(new Fault(pointer, "InvalidParameterException")));
        }
    }
}
