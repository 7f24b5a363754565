package com.flexicharge.launcher.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** Files on the class path. All of it blocks. */
public final class Resource {
    private Resource() {}

    public static Optional<byte[]> find(String path) {
        try (var file = Resource.class.getClassLoader().getResourceAsStream(path)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** @throws IllegalStateException if there is none */
    public static byte[] read(String path) {
        return find(path)
                .orElseThrow(() -> new IllegalStateException(
                        "There is no " + path + " on the class path. Build the launcher with its dependencies again."));
    }

    /**
     * A file of a library that is packed as a webjar, whatever its version.
     *
     * @param group of its Maven artifact
     */
    public static byte[] readOfWebjar(String group, String artifact, String path) {
        return read("META-INF/resources/webjars/" + artifact + "/" + version(group, artifact) + "/" + path);
    }

    private static String version(String group, String artifact) {
        var properties = new Properties();
        var named = "META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (var file = new ByteArrayInputStream(read(named))) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
