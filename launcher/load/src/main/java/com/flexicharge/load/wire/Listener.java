package com.flexicharge.load.wire;

/** What the side that opened a {@link Wire} hears of it, on its loop's thread. */
public interface Listener {
    void opened(Wire wire);

    void received(Wire wire, Received message);

    /** Once, for whatever reason; also when it never opened. */
    void closed(Wire wire, String why);
}
