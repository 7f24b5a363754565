package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Caller;

/** The server's own user, who alone may use hidden chargers and see their sessions. */
final class SelfTest {
    static final String USER_ID = "selftest";

    private SelfTest() {}

    static boolean isSelfTest(Caller caller) {
        return caller.userID().equals(USER_ID);
    }
}
