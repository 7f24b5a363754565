package com.flexicharge.launcher.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The folder {@code console} of this module's resources, in the build's folder or in the jar. */
final class ConsoleFiles {
    private static final String INDEX = "/console/index.html";

    private ConsoleFiles() {}

    /** By their path below the folder, with slashes. Blocks. */
    static Map<String, byte[]> all() {
        try {
            var index = ConsoleFiles.class.getResource(INDEX);
            if (index == null) {
                throw new IllegalStateException("The console is not on the class path. Build the launcher again.");
            }
            return index.getProtocol().equals("jar") ? inJar(index.toURI()) : below(Path.of(index.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the console's files", e);
        }
    }

    private static Map<String, byte[]> inJar(URI index) throws IOException {
        try (var jar = FileSystems.newFileSystem(index, Map.of())) {
            return below(jar.getPath(INDEX));
        }
    }

    private static Map<String, byte[]> below(Path index) throws IOException {
        var folder = index.resolveSibling("");
        Map<String, byte[]> found = new HashMap<>();
        try (var all = Files.walk(folder)) {
            for (var file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                found.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return found;
    }
}
