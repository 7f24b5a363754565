package com.flexicharge.account.mail;

/** Where letters go. What becomes of one is told to nobody but the log: who waits for it can ask for another. */
@FunctionalInterface
public interface Post {
    void send(Letter letter);
}
