package com.flexicharge.shared.contract.account;

import java.util.Optional;
import java.util.stream.Stream;

/** What the list of users tells of each and can be searched by. The words are Cognito's. */
public enum UserAttribute {
    SUB("sub"),
    EMAIL("email"),
    NAME("name"),
    FAMILY_NAME("family_name"),
    /** {@code user} or {@code admin}. */
    ROLE("role");

    private final String word;

    UserAttribute(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<UserAttribute> of(String word) {
        return Stream.of(values()).filter(known -> known.word.equals(word)).findFirst();
    }
}
