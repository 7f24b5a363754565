package com.flexicharge.launcher.e2e;

import com.flexicharge.testing.TestAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** One WebSocket handshake as a charger makes it, with or without TLS, and the answer's head as it came. Each with a TLS session of its own. */
final class Knock {
    /** What a handshake of TLS that fails is read as. */
    static final String NO_TLS = "no TLS";

    private final int port;
    private final Optional<SSLContext> tls;

    private Knock(int port, Optional<SSLContext> tls) {
        this.port = port;
        this.tls = tls;
    }

    static Knock plain(int port) {
        return new Knock(port, Optional.empty());
    }

    static Knock tls(int port, TestAuthority trusted) {
        return new Knock(port, Optional.of(trusted.trusted()));
    }

    static Knock tls(int port, TestAuthority trusted, TestAuthority.Issued shown) {
        return new Knock(port, Optional.of(trusted.trustedShowing(shown)));
    }

    static String basic(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** @return the status line, or {@link #NO_TLS} */
    String at(String path, String... headers) {
        return head(path, headers).get(0);
    }

    List<String> head(String path, String... headers) {
        try (var socket = open()) {
            var request = "GET " + path
                    + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Protocol: ocpp1.6\r\n"
                    + String.join(
                            "",
                            List.of(headers).stream().map(line -> line + "\r\n").toList()) + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            return in.lines().takeWhile(line -> !line.isEmpty()).toList();
        } catch (SSLException | java.io.UncheckedIOException failed) {
            return List.of(NO_TLS);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the server shows. */
    X509Certificate serversCertificate() {
        try (var socket = (SSLSocket) open()) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Socket open() throws IOException {
        var address = InetAddress.getLoopbackAddress();
        if (tls.isEmpty()) {
            return new Socket(address, port);
        }
        var socket = (SSLSocket) tls.get().getSocketFactory().createSocket(address, port);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }
}
