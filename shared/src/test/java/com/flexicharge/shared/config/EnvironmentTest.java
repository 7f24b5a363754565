package com.flexicharge.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class EnvironmentTest {

    @TempDir
    Path folder;

    @Test
    void theProcessEnvironmentWinsOverTheFile(Vertx vertx) throws Exception {
        write(".env", "PORT=1\nSOCKET_PORT=00123\nPORT=2\n");

        var environment = load(vertx, Map.of("PORT", "3", "EMPTY", ""));

        assertThat(environment.values()).isEqualTo(Map.of("PORT", "3", "SOCKET_PORT", "00123", "EMPTY", ""));
        assertThat(environment.warnings())
                .singleElement()
                .asString()
                .endsWith(".env sets PORT in line 1 and again in line 3; the last one counts");
    }

    @Test
    void noFileIsFine(Vertx vertx) throws Exception {
        assertThat(load(vertx, Map.of("PORT", "3")).values()).isEqualTo(Map.of("PORT", "3"));
    }

    @Test
    void anotherFileIsReadWhereTheEnvironmentNamesIt(Vertx vertx) throws Exception {
        write(".env", "PORT=1");
        write("other.env", "PORT=2");

        assertThat(load(vertx, Map.of("ENV_FILE", "other.env")).values()).containsEntry("PORT", "2");
    }

    @Test
    void anEmptyNameOfTheFileIsNone(Vertx vertx) throws Exception {
        write(".env", "PORT=1");

        assertThat(load(vertx, Map.of("ENV_FILE", "")).values()).containsEntry("PORT", "1");
    }

    @Test
    void aNamedFileThatDoesNotExistIsAFault(Vertx vertx) {
        assertThatThrownBy(() -> load(vertx, Map.of("ENV_FILE", "gone.env")))
                .hasRootCauseInstanceOf(ConfigurationException.class)
                .hasMessageContaining("gone.env, which ENV_FILE names, does not exist");
    }

    @Test
    void aFolderInPlaceOfTheFileIsAFault(Vertx vertx) throws Exception {
        Files.createDirectory(folder.resolve(".env"));

        assertThatThrownBy(() -> load(vertx, Map.of()))
                .hasRootCauseInstanceOf(ConfigurationException.class)
                .hasMessageContaining(".env cannot be read: it is no file");
    }

    @Test
    void aMalformedLineIsAFaultThatNamesIt(Vertx vertx) throws Exception {
        write(".env", "PORT=1\nhunter2");

        assertThatThrownBy(() -> load(vertx, Map.of()))
                .hasRootCauseInstanceOf(ConfigurationException.class)
                .hasMessageContaining(".env cannot be read:\n  line 2  has no =; write KEY=value");
    }

    @Test
    void aFileThatIsNoTextIsAFault(Vertx vertx) throws Exception {
        Files.write(folder.resolve(".env"), "PORT=ö".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> load(vertx, Map.of()))
                .hasRootCauseInstanceOf(ConfigurationException.class)
                .hasMessageContaining(".env cannot be read: it is not text in UTF-8");
    }

    private Environment load(Vertx vertx, Map<String, String> processEnvironment) throws Exception {
        return Environment.load(vertx, folder, processEnvironment)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
