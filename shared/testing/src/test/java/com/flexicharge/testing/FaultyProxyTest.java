package com.flexicharge.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyProxyTest {
    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final FaultyProxy proxy = FaultyProxy.before("127.0.0.1", listener.getLocalPort());
    private final Socket client = new Socket(proxy.host(), proxy.port());
    private final Socket server = listener.accept();

    FaultyProxyTest() throws IOException {
        client.setSoTimeout(5_000);
        server.setSoTimeout(5_000);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        listener.close();
        client.close();
        server.close();
    }

    @Test
    void passesBytesBothWays() throws IOException {
        client.getOutputStream().write(1);
        server.getOutputStream().write(2);

        assertThat(server.getInputStream().read()).isEqualTo(1);
        assertThat(client.getInputStream().read()).isEqualTo(2);
    }

    @Test
    void passesAPeacefulClose() throws IOException {
        client.shutdownOutput();

        assertThat(server.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void cutResetsWhatIsOpenAndServesWhatComesNext() throws IOException {
        proxy.cut();
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);

        try (var next = new Socket(proxy.host(), proxy.port());
                var nextServer = listener.accept()) {
            next.getOutputStream().write(3);
            assertThat(nextServer.getInputStream().read()).isEqualTo(3);
        }
    }

    @Test
    void refuseResetsNewConnectionsUntilHealed() throws IOException {
        proxy.refuse();
        try (var refused = new Socket(proxy.host(), proxy.port())) {
            assertThatThrownBy(() -> refused.getInputStream().read()).isInstanceOf(SocketException.class);
        }

        proxy.heal();
        try (var next = new Socket(proxy.host(), proxy.port());
                var nextServer = listener.accept()) {
            next.getOutputStream().write(4);
            assertThat(nextServer.getInputStream().read()).isEqualTo(4);
        }
    }

    @Test
    void holdKeepsBytesBackUntilHealed() throws IOException {
        proxy.hold();
        client.getOutputStream().write(5);
        server.setSoTimeout(100);
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

        proxy.heal();
        server.setSoTimeout(5_000);
        assertThat(server.getInputStream().read()).isEqualTo(5);
    }

    @Test
    void holdRepliesLetsRequestsThrough() throws IOException {
        proxy.holdReplies();
        client.getOutputStream().write(6);
        server.getOutputStream().write(7);

        assertThat(server.getInputStream().read()).isEqualTo(6);
        client.setSoTimeout(100);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void forgottenConnectionsStayOpenAndSilentWhileNewOnesAreServed() throws IOException {
        proxy.forget();
        client.getOutputStream().write(9);
        server.setSoTimeout(100);
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

        try (var next = new Socket(proxy.host(), proxy.port());
                var nextServer = listener.accept()) {
            next.getOutputStream().write(10);
            assertThat(nextServer.getInputStream().read()).isEqualTo(10);
        }
    }

    @Test
    void delayMakesEachPieceLater() throws IOException {
        proxy.delay(Duration.ofMillis(200));
        var before = System.nanoTime();
        client.getOutputStream().write(8);

        assertThat(server.getInputStream().read()).isEqualTo(8);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }
}
