package com.flexicharge.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The files people write, as they lie in the repository; paths are relative to its root, with slashes. */
final class SourceTree {
    private static final Set<String> NOT_WRITTEN = Set.of(".git", ".data", ".idea", "target");

    private final Path root;
    private final List<String> files;

    private SourceTree(Path root) {
        this.root = root;
        try (var walk = Files.walk(root)) {
            files = walk.map(root::relativize)
                    .filter(SourceTree::isWritten)
                    .filter(path -> Files.isRegularFile(root.resolve(path)))
                    .map(path -> path.toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Found upwards from where the tests run. */
    static SourceTree here() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".env.example"))) {
                return new SourceTree(folder);
            }
        }
        throw new IllegalStateException("No folder above this one holds .env.example");
    }

    List<String> files() {
        return files;
    }

    String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWritten(Path path) {
        for (var segment : path) {
            if (NOT_WRITTEN.contains(segment.toString())) {
                return false;
            }
        }
        return true;
    }
}
