package com.flexicharge.shared.bus;

/** The part that one process has in an endpoint shared by several. */
public interface Share extends Listening {
    /** Whether this process has that key in hand, as far as it knows. */
    boolean holds(int key);

    /** @param changed called on the context that joined, when a process came or went, so keys may have moved */
    void onChange(Runnable changed);
}
