package com.flexicharge.account.password;

import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** What a password must be like: 8 to 128 characters, among them an upper case letter, a lower case letter and a digit. */
public final class PasswordPolicy {
    private static final int LEAST = 8;

    /** Hashing a novel would keep a processor from its work. */
    private static final int MOST = 128;

    private PasswordPolicy() {}

    /**
     * @param pointer where the password was found, like {@code /password}
     * @throws Refusal INVALID {@code InvalidPasswordException}; apps show what follows the colon
     */
    public static void check(String password, String pointer) {
        var missing = missing(password);
        if (!missing.isEmpty()) {
            throw Refusal.invalid(
                    "Password did not conform with policy: " + String.join(", ", missing),
                    List.of(new Fault(pointer, "InvalidPasswordException")));
        }
    }

    public static boolean allows(String password) {
        return missing(password).isEmpty();
    }

    private static List<String> missing(String password) {
        var missing = new ArrayList<String>();
        var length = password.codePointCount(0, password.length());
        if (length < LEAST || length > MOST) {
            missing.add("it must have " + LEAST + " to " + MOST + " characters");
        }
        require(password, Character::isUpperCase, "an upper case letter", missing);
        require(password, Character::isLowerCase, "a lower case letter", missing);
        require(password, Character::isDigit, "a digit", missing);
        return missing;
    }

    private static void require(String password, IntPredicate kind, String name, List<String> missing) {
        if (password.codePoints().noneMatch(kind)) {
            missing.add("it must have " + name);
        }
    }
}
