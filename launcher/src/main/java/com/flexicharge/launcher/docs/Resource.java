package com.flexicharge.launcher.docs;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Files on the class path. */
final class Resource {
    private Resource() {}

    /** @throws DocumentException if there is none */
    static byte[] read(String path) {
        try (var file = Resource.class.getClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                throw new DocumentException("There is no " + path + " on the class path. Build the module it belongs to"
                        + " again; a new module needs this file, which describes what it answers over HTTP.");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
