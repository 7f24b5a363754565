package com.flexicharge.livemetrics.user;

import java.time.Clock;

/** What a user may send although nobody listens: little. Counts by the second. Touched on the socket's event loop only. */
final class FrameLimit {
    static final int MOST_BYTES = 4_096;
    static final int MOST_A_SECOND = 20;

    private final Clock clock;
    private long secondSince;
    private int frames;
    private long messageBytes;

    FrameLimit(Clock clock) {
        this.clock = clock;
        this.secondSince = clock.millis();
    }

    /**
     * Counts a frame; a message in several frames is as long as they are together.
     *
     * @param endsMessage false: more of the same message follows
     * @return whether it is still within the limit
     */
    boolean allows(int bytes, boolean endsMessage) {
        long now = clock.millis();
        if (now - secondSince >= 1_000 || now < secondSince) {
            secondSince = now;
            frames = 0;
        }
        frames++;
        messageBytes += bytes;
        boolean allowed = frames <= MOST_A_SECOND && messageBytes <= MOST_BYTES;
        messageBytes = endsMessage ? 0 : messageBytes;
        return allowed;
    }
}
