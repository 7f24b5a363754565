package com.flexicharge.launcher.e2e;

import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Injects a {@link RunningServer} with the usual settings: one for each test class, on the class's own database, stopped after its
 * last test.
 */
public final class RunningServerExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RunningServerExtension.class);

    /** The store closes it. */
    private record OwnedServer(RunningServer server, Path folder) implements AutoCloseable {
        static OwnedServer start(TestDatabase database) {
            try {
                var folder = Files.createTempDirectory("server");
                return new OwnedServer(RunningServer.on(database, folder, Map.of()), folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return TestDatabaseExtension.outermostClass(context)
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        OwnedServer.class,
                        key -> OwnedServer.start(TestDatabaseExtension.databaseOf(context)),
                        OwnedServer.class)
                .server();
    }
}
