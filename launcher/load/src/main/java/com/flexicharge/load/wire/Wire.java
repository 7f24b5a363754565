package com.flexicharge.load.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One WebSocket (RFC 6455) of a {@link WireLoop}, used on its thread alone. */
public final class Wire {
    private static final byte[] NOTHING = {};
    /** What the server may leave unread; a wire with more is cut. */
    private static final int MOST_UNSENT = 1 << 20;

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int FINAL = 0x80;

    final WireLoop loop;
    final SocketChannel channel;
    private final Listener listener;
    private final byte[] request;
    private byte[] rest = NOTHING;
    private byte[] unsent = NOTHING;
    private boolean upgraded;
    private boolean closed;

    Wire(WireLoop loop, SocketChannel channel, Listener listener, String request) {
        this.loop = loop;
        this.channel = channel;
        this.listener = listener;
        this.request = request.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** An empty message to be filled, then sent with {@link #send()} before anything else happens on this loop. */
    public OutFrame frame() {
        return loop.out.clear();
    }

    /** Sends what {@link #frame()} was filled with. */
    public void send() {
        write(loop.out.asText());
    }

    /** Without a word, as when the power goes. */
    public void drop() {
        close("dropped");
    }

    void giveUpUnlessOpen() {
        if (!upgraded) {
            close("not opened in time");
        }
    }

    void connected() throws IOException {
        channel.finishConnect();
        key().interestOps(SelectionKey.OP_READ);
        write(ByteBuffer.wrap(request));
    }

    void readable() throws IOException {
        var in = loop.in;
        System.arraycopy(rest, 0, in, 0, rest.length);
        var read = channel.read(ByteBuffer.wrap(in, rest.length, in.length - rest.length));
        if (read < 0) {
            close("closed by the server");
            return;
        }
        var end = rest.length + read;
        rest = NOTHING;
        var at = upgraded ? 0 : upgrade(in, end);
        while (upgraded && !closed) {
            var next = frame(in, at, end);
            if (next < 0) {
                break;
            }
            at = next;
        }
        if (!closed && at < end) {
            rest = Arrays.copyOfRange(in, at, end);
            if (rest.length == in.length) {
                close("sent a message larger than " + in.length + " bytes");
            }
        }
    }

    /** @return where the first frame begins; 0 while the answer is not complete */
    private int upgrade(byte[] in, int end) {
        var text = new String(in, 0, end, StandardCharsets.ISO_8859_1);
        var over = text.indexOf("\r\n\r\n");
        if (over < 0) {
            return 0;
        }
        if (!text.startsWith("HTTP/1.1 101")) {
            close("answered " + text.lines().findFirst().orElse(""));
            return end;
        }
        upgraded = true;
        listener.opened(this);
        return over + 4;
    }

    /** @return where the next frame begins, or -1 if this one is not complete; a message comes in one frame */
    private int frame(byte[] in, int at, int end) {
        if (end - at < 2) {
            return -1;
        }
        var length = in[at + 1] & 0x7f;
        var start = at + 2;
        if (length == 126) {
            if (end - at < 4) {
                return -1;
            }
            length = twoBytes(in, at + 2);
            start = at + 4;
        } else if (length == 127) {
            close("sent a message of more than 65535 bytes");
            return end;
        }
        if (end - start < length) {
            return -1;
        }
        handle(in, in[at] & 0xff, start, start + length);
        return start + length;
    }

    private void handle(byte[] in, int head, int from, int to) {
        switch (head & 0x0f) {
            case TEXT -> {
                if ((head & FINAL) == 0) {
                    close("sent a message in several frames");
                } else {
                    listener.received(this, loop.received.over(in, from, to));
                }
            }
            case CLOSE -> close("closed by the server with " + (to - from < 2 ? "no code" : twoBytes(in, from)));
            case PING -> write(loop.out.clear().add(in, from, to - from).asPong());
            default -> {}
        }
    }

    private static int twoBytes(byte[] in, int at) {
        return ((in[at] & 0xff) << 8) | (in[at + 1] & 0xff);
    }

    private void write(ByteBuffer bytes) {
        if (closed) {
            return;
        }
        try {
            if (unsent.length == 0) {
                channel.write(bytes);
            }
            if (bytes.hasRemaining()) {
                keep(bytes);
            }
        } catch (IOException e) {
            close("broke: " + e.getMessage());
        }
    }

    private void keep(ByteBuffer bytes) {
        var more = Arrays.copyOf(unsent, unsent.length + bytes.remaining());
        bytes.get(more, unsent.length, bytes.remaining());
        unsent = more;
        if (unsent.length > MOST_UNSENT) {
            close("does not read what it is sent");
        } else {
            key().interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    void writable() throws IOException {
        var bytes = ByteBuffer.wrap(unsent);
        channel.write(bytes);
        unsent = Arrays.copyOfRange(unsent, bytes.position(), unsent.length);
        if (unsent.length == 0) {
            key().interestOps(SelectionKey.OP_READ);
        }
    }

    void close(String why) {
        if (closed) {
            return;
        }
        closed = true;
        rest = NOTHING;
        unsent = NOTHING;
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // closed is what it was to be
        }
        listener.closed(this, why);
    }

    private SelectionKey key() {
        return channel.keyFor(loop.selector);
    }
}
