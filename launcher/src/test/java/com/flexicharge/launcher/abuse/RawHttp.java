package com.flexicharge.launcher.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection that sends exactly what it is given: no library in between that would refuse to send it. */
final class RawHttp implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MS = 30_000;

    private final Socket socket;
    private final InputStream in;

    /** @param headers names in lower case; of several with one name, the values in their order */
    record Reply(int status, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join("|", headers.getOrDefault(name, List.of()));
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("No JSON: " + body, e);
            }
        }
    }

    private RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static RawHttp to(int port) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MS);
            socket.setTcpNoDelay(true);
            return new RawHttp(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket socket() {
        return socket;
    }

    static byte[] request(String method, String target, List<String> headers, byte[] body) {
        var head = method + " " + target + " HTTP/1.1\r\nHost: api\r\n"
                + String.join("", headers.stream().map(line -> line + "\r\n").toList())
                + (body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n") + "\r\n";
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    Reply ask(String method, String target, List<String> headers, byte[] body) throws IOException {
        send(request(method, target, headers, body));
        return read(method.equals("HEAD"));
    }

    Reply ask(String method, String target, String... headers) throws IOException {
        return ask(method, target, List.of(headers), new byte[0]);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    Reply read() throws IOException {
        return read(false);
    }

    Reply read(boolean headOnly) throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        var headers = new TreeMap<String, List<String>>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        int length = headOnly
                ? 0
                : Integer.parseInt(
                        headers.getOrDefault("content-length", List.of("0")).get(0));
        return new Reply(status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    /** Waits until the server has ended the connection. @return what came before */
    String restUntilClosed() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException stillOpen) {
            throw new AssertionError("The server keeps the connection", stillOpen);
        } catch (IOException reset) {
            return "";
        }
    }

    /** A WebSocket's frame, up to 125 bytes. */
    record Frame(int opcode, ByteBuffer payload) {
        boolean isClose() {
            return opcode == 8;
        }

        int closeCode() {
            return payload.getShort(0);
        }
    }

    Frame frame() throws IOException {
        int first = in.read();
        int length = in.read();
        if (first < 0 || length < 0 || length > 125) {
            throw new IOException("No short frame: " + first + ", " + length);
        }
        return new Frame(first & 0x0f, ByteBuffer.wrap(in.readNBytes(length)));
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
