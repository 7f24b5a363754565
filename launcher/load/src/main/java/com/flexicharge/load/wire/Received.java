package com.flexicharge.load.wire;

import java.nio.charset.StandardCharsets;

/** A text message that came; valid while it is being handled. Looked at in place: most of what is answered needs three bytes of it. */
public final class Received {
    private byte[] bytes = {};
    private int start;
    private int end;

    Received over(byte[] in, int from, int to) {
        bytes = in;
        start = from;
        end = to;
        return this;
    }

    /** OCPP-J's message type: 2, 3 or 4; 0 if it is none. */
    public int type() {
        for (int at = start; at < end; at++) {
            if (bytes[at] >= '0' && bytes[at] <= '9') {
                return bytes[at] - '0';
            }
        }
        return 0;
    }

    /** @return the whole number after {@code "name":}, or -1 if there is none */
    public long number(String name) {
        var at = after(name);
        if (at < 0 || bytes[at] < '0' || bytes[at] > '9') {
            return -1;
        }
        long number = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + bytes[at++] - '0';
        }
        return number;
    }

    /** @return the text after {@code "name":}; empty if there is none */
    public String member(String name) {
        var at = after(name);
        var close = at < 0 ? -1 : find("\"", at);
        return close < 0 ? "" : new String(bytes, at, close - at, StandardCharsets.UTF_8);
    }

    /** @param text ASCII */
    public boolean holds(String text) {
        return find(text, start) >= 0;
    }

    /** The n-th text in quotes, from 0: of a CALL 0 is its id, 1 its action. */
    public String quoted(int number) {
        var from = start;
        for (int skipped = 0; ; skipped++) {
            var open = find("\"", from);
            var close = find("\"", open + 1);
            if (open < 0 || close < 0) {
                return "";
            }
            if (skipped == number) {
                return new String(bytes, open + 1, close - open - 1, StandardCharsets.UTF_8);
            }
            from = close + 1;
        }
    }

    @Override
    public String toString() {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private int after(String name) {
        var at = find(name, start);
        if (at < 0) {
            return -1;
        }
        at += name.length();
        while (at < end && (bytes[at] == '"' || bytes[at] == ':' || bytes[at] == ' ')) {
            at++;
        }
        return at < end ? at : -1;
    }

    private int find(String text, int from) {
        var last = end - text.length();
        for (int at = from; at <= last; at++) {
            var same = 0;
            while (same < text.length() && bytes[at + same] == text.charAt(same)) {
                same++;
            }
            if (same == text.length()) {
                return at;
            }
        }
        return -1;
    }
}
