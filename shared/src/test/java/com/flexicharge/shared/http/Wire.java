package com.flexicharge.shared.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One HTTP/1.1 connection that sends what it is given and reads answers of known length. */
final class Wire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    /** @param headers names in lower case */
    record Reply(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return Optional.ofNullable(headers.get(name)).orElse("(none)");
        }
    }

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    static Wire to(int port) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
            return new Wire(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply ask(String body, String requestLine, String... headers) throws IOException {
        var length = body.getBytes(StandardCharsets.UTF_8).length;
        send(head(requestLine, headers) + (length == 0 ? "" : "Content-Length: " + length + "\r\n") + "\r\n" + body);
        return read(requestLine.startsWith("HEAD "));
    }

    static String head(String requestLine, String... headers) {
        var lines = String.join("\r\n", headers);
        return requestLine + " HTTP/1.1\r\nHost: api\r\n" + lines + (lines.isEmpty() ? "" : "\r\n");
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    Reply read(boolean headOnly) throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = headOnly ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Reply(status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    /** Whether the server has ended the connection; waits for it. */
    boolean isClosedByServer() throws IOException {
        return in.read() == -1;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next == -1) {
                throw new IOException("The server ended the connection after: " + line);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
