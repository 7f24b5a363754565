package com.flexicharge.launcher.e2e;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A strict charger on a bare TCP connection: several frames leave in one write, as they do when a queue is emptied. */
final class OneSegment implements AutoCloseable {
    private static final int TEXT_FRAME = 0x81;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES_OF_LENGTH = 126;

    private final Socket socket;
    private final DataInputStream in;

    OneSegment(String host, int port, String identity) throws IOException {
        socket = new Socket(host, port);
        socket.setSoTimeout((int) TestSocket.PATIENCE.toMillis());
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream()
                .write(("GET /ocpp/" + identity + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("Not let in: " + head);
        }
    }

    void send(String... frames) throws IOException {
        var segment = new ByteArrayOutputStream();
        for (var frame : frames) {
            var text = frame.getBytes(StandardCharsets.UTF_8);
            segment.write(TEXT_FRAME);
            if (text.length < TWO_BYTES_OF_LENGTH) {
                segment.write(MASKED | text.length);
            } else {
                segment.write(MASKED | TWO_BYTES_OF_LENGTH);
                segment.write(text.length >> 8);
                segment.write(text.length & 0xFF);
            }
            // a mask of zeros leaves the text as it is
            segment.write(new byte[4]);
            segment.write(text);
        }
        socket.getOutputStream().write(segment.toByteArray());
    }

    String next() throws IOException {
        int type = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (type != TEXT_FRAME) {
            throw new IOException("Not a text frame: " + type);
        }
        var text = new byte[length == TWO_BYTES_OF_LENGTH ? in.readUnsignedShort() : length];
        in.readFully(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
