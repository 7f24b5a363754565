package com.flexicharge.load.wire;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/** A text message on its way out, written straight into the bytes that are sent; one for each {@link WireLoop}, used again and again. */
public final class OutFrame {
    private static final int LARGEST = 65_535;
    private static final int HEADER = 8;
    private static final int SHORT = 125;
    private static final byte TEXT = (byte) 0x81;
    private static final byte PONG = (byte) 0x8a;
    private static final byte CLOSE = (byte) 0x88;
    private static final byte MASKED = (byte) 0x80;

    private final byte[] bytes = new byte[HEADER + LARGEST];
    private final byte[] mask = new byte[4];
    private int end = HEADER;

    OutFrame() {
        ThreadLocalRandom.current().nextBytes(mask);
    }

    /** Begins anew. */
    public OutFrame clear() {
        end = HEADER;
        return this;
    }

    /** @param ascii without anything that JSON would have to escape */
    @SuppressWarnings("deprecation") // The method for ASCII that copies nothing else.
    public OutFrame add(String ascii) {
        ascii.getBytes(0, ascii.length(), bytes, end);
        end += ascii.length();
        return this;
    }

    public OutFrame add(long number) {
        return add(Long.toString(number));
    }

    OutFrame add(byte[] from, int offset, int length) {
        System.arraycopy(from, offset, bytes, end, length);
        end += length;
        return this;
    }

    /** Valid until the next {@link #clear()}. */
    ByteBuffer asText() {
        return finish(TEXT);
    }

    ByteBuffer asPong() {
        return finish(PONG);
    }

    ByteBuffer asClose() {
        return finish(CLOSE);
    }

    private ByteBuffer finish(byte kind) {
        var length = end - HEADER;
        var start = length <= SHORT ? 2 : 0;
        bytes[start] = kind;
        if (length <= SHORT) {
            bytes[start + 1] = (byte) (MASKED | length);
        } else {
            bytes[1] = (byte) (MASKED | 126);
            bytes[2] = (byte) (length >> 8);
            bytes[3] = (byte) length;
        }
        System.arraycopy(mask, 0, bytes, HEADER - 4, 4);
        for (int at = 0; at < length; at++) {
            bytes[HEADER + at] ^= mask[at & 3];
        }
        return ByteBuffer.wrap(bytes, start, end - start);
    }
}
