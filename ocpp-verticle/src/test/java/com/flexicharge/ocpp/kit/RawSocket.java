package com.flexicharge.ocpp.kit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A TCP connection that speaks just enough of RFC 6455 to break its rules. */
public final class RawSocket implements AutoCloseable {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int CLOSE = 8;
    public static final int PONG = 10;

    /** @param opcode −1 when the connection ended without a frame */
    public record Frame(int opcode, ByteBuffer payload) {
        static Frame of(int opcode, byte[] payload) {
            return new Frame(opcode, ByteBuffer.wrap(payload).asReadOnlyBuffer());
        }

        public String text() {
            return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        }

        public int closeCode() {
            return payload.getShort(0);
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final List<String> head = new ArrayList<>();

    /** @param headers beside those every handshake needs, like {@code Sec-WebSocket-Protocol: ocpp1.6} */
    public RawSocket(int port, String path, String... headers) {
        this(true, port, path, headers);
    }

    /** Asks for an upgrade and does not wait for the answer. */
    public static RawSocket asking(int port, String path, String... headers) {
        return new RawSocket(false, port, path, headers);
    }

    private RawSocket(boolean waits, int port, String path, String... headers) {
        try {
            socket = new Socket();
            // small, so that a test that does not read fills it soon
            socket.setReceiveBufferSize(1 << 16);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(10_000);
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            var request = "GET " + path
                    + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + String.join(
                            "",
                            List.of(headers).stream().map(line -> line + "\r\n").toList()) + "\r\n";
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            if (waits) {
                readHead();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readHead() throws IOException {
        var line = new StringBuilder();
        while (true) {
            var octet = in.read();
            if (octet < 0) {
                throw new IOException("The connection ended within the head: " + head + line);
            }
            if (octet == '\n') {
                if (line.isEmpty()) {
                    return;
                }
                head.add(line.toString());
                line.setLength(0);
            } else if (octet != '\r') {
                line.append((char) octet);
            }
        }
    }

    public int status() {
        return Integer.parseInt(head.get(0).split(" ")[1]);
    }

    public Optional<String> header(String name) {
        var prefix = name.toLowerCase(Locale.ROOT) + ":";
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }

    public RawSocket send(String text) {
        return send(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public RawSocket send(boolean last, int opcode, byte[] payload) {
        return sendHeadOf(last, opcode, payload.length).sendRaw(payload);
    }

    /** One message, compressed as permessage-deflate has it (RFC 7692 §7.2.1): the first reserved bit is set, the tail cut. */
    public RawSocket sendDeflated(byte[] message) {
        var deflated = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(deflated, new Deflater(9, true), 8192, true)) {
            deflater.write(message);
            deflater.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // what closing the stream adds to the flushed part is one empty block of two bytes
        var length = deflated.size() - 2 - 4;
        return sendHeadOf(true, 0x40 | TEXT, length).sendRaw(Arrays.copyOf(deflated.toByteArray(), length));
    }

    /** Announces a frame; the mask is zero, so its payload follows as it is. */
    public RawSocket sendHeadOf(boolean last, int opcode, long length) {
        var frame = ByteBuffer.allocate(14);
        frame.put((byte) ((last ? 0x80 : 0) | opcode));
        if (length < 126) {
            frame.put((byte) (0x80 | length));
        } else if (length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(length);
        }
        frame.putInt(0);
        frame.flip();
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return sendRaw(bytes);
    }

    public RawSocket sendRaw(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Frame next() {
        try {
            var opcode = in.read();
            if (opcode < 0) {
                return Frame.of(-1, new byte[0]);
            }
            var length = in.readUnsignedByte();
            var bytes = length < 126 ? length : length == 126 ? in.readUnsignedShort() : (int) in.readLong();
            return Frame.of(opcode & 0x0f, in.readNBytes(bytes));
        } catch (IOException reset) {
            return Frame.of(-1, new byte[0]);
        }
    }

    /** The close frame, past whatever comes before it; pings are not answered. */
    public Frame end() {
        var frame = next();
        while (frame.opcode() >= 0 && frame.opcode() != CLOSE) {
            frame = next();
        }
        return frame;
    }

    /** Resets the connection. */
    public void vanish() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
