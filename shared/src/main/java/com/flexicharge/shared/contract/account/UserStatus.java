package com.flexicharge.shared.contract.account;

/** How far an account has come. The words are Cognito's, which clients of the user list read. */
public enum UserStatus {
    /** Signed up; the code that was mailed is not entered yet. */
    UNCONFIRMED,
    CONFIRMED,
    /** Made by an administrator: the first sign-in asks for a password of one's own. */
    FORCE_CHANGE_PASSWORD
}
