package com.flexicharge.shared.contract;

/** The answer that says nothing but: done, and stored where storing was asked for. */
public record Done() {
    public static final Done DONE = new Done();
}
