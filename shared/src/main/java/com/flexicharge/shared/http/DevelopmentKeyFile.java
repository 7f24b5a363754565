package com.flexicharge.shared.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The key as a JWK in a file that only its owner may read. */
final class DevelopmentKeyFile {
    private static final String OWNER_ONLY = "rw-------";
    private static final List<String> NEEDED = List.of("n", "e", "d", "p", "q", "dp", "dq", "qi");
    private static final Set<StandardOpenOption> READ_OR_MAKE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private DevelopmentKeyFile() {}

    /**
     * Processes that start together on one folder end up with the same key: the lock lets one make it, the others wait and
     * read it. Within one process, where a file lock does not wait but fails, the method's own lock does that.
     */
    @SuppressWarnings("try") // the lock is held, not used
    static synchronized JsonObject readOrMake(Path file, Supplier<JsonObject> generate) {
        try {
            Files.createDirectories(file.toAbsolutePath().normalize().getParent());
            try (var channel = FileChannel.open(file, READ_OR_MAKE, ownerOnly(file));
                    var lock = channel.lock()) {
                return channel.size() == 0 ? make(channel, generate.get()) : read(channel, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The development key " + file + " can be neither read nor made. Give this process a folder it may"
                            + " write to.",
                    e);
        }
    }

    private static JsonObject make(FileChannel channel, JsonObject key) throws IOException {
        var text = ByteBuffer.wrap((key.encodePrettily() + "\n").getBytes(StandardCharsets.UTF_8));
        while (text.hasRemaining()) {
            channel.write(text);
        }
        channel.force(true);
        return key;
    }

    /** Takes away what rights others were given on an existing file. */
    private static JsonObject read(FileChannel channel, Path file) throws IOException {
        if (hasOwners(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_ONLY));
        }
        var text = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        try {
            var key = new JsonObject(text);
            if ("RSA".equals(key.getValue("kty")) && key.fieldNames().containsAll(NEEDED)) {
                return key.put("alg", DevelopmentKey.ALGORITHM);
            }
        } catch (DecodeException e) {
            // Answered below, without the text: it may be a key.
        }
        throw new IllegalArgumentException(
                "The development key " + file + " is not a private RSA key (JWK). Delete the file"
                        + " to have a new one made; the tokens made with it end then.");
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return hasOwners(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean hasOwners(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
