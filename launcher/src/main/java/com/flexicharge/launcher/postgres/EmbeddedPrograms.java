package com.flexicharge.launcher.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for this machine, from the archive on the class path.
 *
 * @param home the unpacked archive
 */
record EmbeddedPrograms(Path home) {
    private static final int OWNER_MAY_EXECUTE = 0100;

    /**
     * Unpacks once for each version; needs the folder's lock.
     *
     * @param folder holds one version only: others are deleted
     */
    static EmbeddedPrograms unpackedIn(Path folder) {
        var archive = archive();
        var home = folder.resolve(fingerprint(archive));
        try {
            if (!Files.isDirectory(home)) {
                delete(folder);
                // a killed unpacking must not look like a complete one
                var unfinished = folder.resolve("unfinished");
                unpack(archive, unfinished);
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return new EmbeddedPrograms(home);
        } catch (IOException fault) {
            throw new LocalDatabaseException("PostgreSQL cannot be unpacked to " + folder + ": " + fault, fault);
        }
    }

    /** The path of {@code initdb}, {@code pg_ctl} or {@code postgres}. */
    String path(String program) {
        return home.resolve("bin").resolve(program).toString();
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static byte[] archive() {
        var system = system();
        var architecture = System.getProperty("os.arch", "");
        try (var archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                system, architecture.equals("amd64") ? "x86_64" : architecture)) {
            return archive.readAllBytes();
        } catch (IOException | IllegalStateException fault) {
            throw new LocalDatabaseException(
                    "There is no PostgreSQL for %s on %s in this build. Start a PostgreSQL 16 on 127.0.0.1:5432 yourself, %s"
                            .formatted(
                                    system, architecture, "or set USE_LOCAL_DATABASE=0 and name one in DATABASE_HOST."),
                    fault);
        }
    }

    private static String system() {
        var name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "Windows";
        }
        return name.startsWith("mac") ? "Darwin" : "Linux";
    }

    private static String fingerprint(byte[] archive) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, folder.resolve(entry.getName()).normalize(), folder);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target, Path folder)
            throws IOException {
        if (!target.startsWith(folder)) {
            throw new IOException("the archive reaches out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(folder.resolve(target).getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !target.toFile().setExecutable(true)) {
            throw new IOException(target + " cannot be made executable");
        }
    }
}
