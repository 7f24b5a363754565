package com.flexicharge.account.code;

import java.util.Locale;

/** What a code is for. */
public enum CodeKind {
    /** A new account's address. */
    VERIFY,
    /** A new password. */
    RESET;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
