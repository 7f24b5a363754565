package com.flexicharge.account.user;

import com.flexicharge.account.password.PasswordPolicy;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A password that nobody thought of: 20 letters and digits, some 115 bits. */
final class FirstPassword {
    /** Without those that are taken for each other. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FirstPassword() {}

    /** Most have a digit and both kinds of letters; others are not taken. */
    static String random() {
        return Stream.generate(FirstPassword::any)
                .filter(PasswordPolicy::allows)
                .findFirst()
                .orElseThrow();
    }

    private static String any() {
        return RANDOM.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining());
    }
}
