package com.flexicharge.livemetrics.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A WebSocket of bare TCP whose user has put the phone away: nothing is read, and no ping is answered, until it is asked for. */
final class UnreadSocket implements AutoCloseable {
    private static final String HANDSHAKE = """
            GET %s HTTP/1.1\r
            Host: localhost\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    private final Socket socket = new Socket();

    UnreadSocket(int port, String path) {
        try {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream().write(HANDSHAKE.formatted(path).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything until the server is through, frame heads and all, as Latin-1. */
    String readAll() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until this has come. */
    String readUntil(String last) {
        try {
            var read = new StringBuilder();
            var buffer = new byte[65_536];
            while (read.indexOf(last, Math.max(0, read.length() - 70_000)) < 0) {
                int size = socket.getInputStream().read(buffer);
                if (size < 0) {
                    throw new IllegalStateException("The server closed before " + last);
                }
                read.append(new String(buffer, 0, size, StandardCharsets.ISO_8859_1));
            }
            return read.toString();
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
