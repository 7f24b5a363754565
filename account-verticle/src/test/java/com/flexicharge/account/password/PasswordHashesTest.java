package com.flexicharge.account.password;

import static com.flexicharge.account.Awaiting.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHashesTest {
    private final Vertx vertx = Vertx.vertx();
    private final PasswordHashes hashes = new PasswordHashes(vertx);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aPasswordMatchesItsOwnHashAlone() {
        var hash = Optional.of(result(hashes.of("correct horse")));

        assertThat(result(hashes.matches("correct horse", hash))).isTrue();
        assertThat(result(hashes.matches("battery staple", hash))).isFalse();
    }

    /** Else it would be known from the time which accounts there are. */
    @Test
    void whereThereIsNoAccountAsMuchIsComputed() {
        var parameters = result(hashes.of("anything")).replaceFirst("(\\$.*?\\$.*?\\$.*?\\$).*", "$1");

        assertThat(PasswordHashes.NOBODYS).startsWith(parameters);
        assertThat(result(hashes.matches("", Optional.empty()))).isFalse();
        assertThat(result(hashes.matches("anything", Optional.empty()))).isFalse();
    }
}
