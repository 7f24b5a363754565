package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketTokenTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static HttpServer server;

    @BeforeAll
    static void start() {
        server = ApiServer.await(VERTX.createHttpServer()
                .requestHandler(request -> {
                    var found = Tokens.fromWebSocketRequest(request);
                    request.response()
                            .end(found.token().orElse("-") + " "
                                    + found.subprotocol().orElse("-"));
                })
                .listen(0, "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        ApiServer.await(VERTX.close());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /user/alice                    | X-None: 1                                  | - -
            /user/alice?access_token=abc   | X-None: 1                                  | abc -
            /user/alice?token=abc          | X-None: 1                                  | - -
            /user/alice                    | Authorization: Bearer abc                  | abc -
            /user/alice                    | Sec-WebSocket-Protocol: bearer, abc        | abc bearer
            /user/alice                    | Sec-WebSocket-Protocol: v1,bearer,abc      | abc bearer
            /user/alice                    | Sec-WebSocket-Protocol: bearer             | - bearer
            /user/alice?access_token=abc   | Sec-WebSocket-Protocol: ocpp1.6, other     | abc ocpp1.6
            /user/alice?access_token=abc   | Sec-WebSocket-Protocol: bearer, def        | abc bearer
            """)
    void aTokenIsFoundInTheAddressTheHeaderOrTheSubprotocols(String path, String header, String found)
            throws IOException {
        try (var wire = Wire.to(server.actualPort())) {
            assertThat(wire.ask("", "GET " + path, header).body()).isEqualTo(found);
        }
    }

    @Test
    void subprotocolsInSeveralHeadersAreOneList() throws IOException {
        try (var wire = Wire.to(server.actualPort())) {
            var reply =
                    wire.ask("", "GET /user/alice", "Sec-WebSocket-Protocol: bearer", "Sec-WebSocket-Protocol: abc");
            assertThat(reply.body()).isEqualTo("abc bearer");
        }
    }
}
