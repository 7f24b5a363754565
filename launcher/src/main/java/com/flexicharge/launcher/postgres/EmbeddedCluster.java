package com.flexicharge.launcher.postgres;

import com.flexicharge.shared.db.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** PostgreSQL's data directory, made at the first start. */
final class EmbeddedCluster {
    private EmbeddedCluster() {}

    static void refuseOtherFiles(EmbeddedFiles files) {
        if (Files.exists(files.data()) && !exists(files)) {
            throw new LocalDatabaseException("The folder " + files.data() + " holds something else than a database."
                    + " Move it away, or set LOCAL_DATABASE_DIR to another folder.");
        }
    }

    /** Needs the folder's lock. {@code data} appears complete or not at all, however the process ends meanwhile. */
    static void createIfMissing(EmbeddedFiles files, EmbeddedCommands commands, DatabaseSettings login) {
        if (exists(files)) {
            return;
        }
        try {
            var unfinished = files.folder().resolve("unfinished");
            EmbeddedPrograms.delete(unfinished);
            create(unfinished, commands, login);
            Files.move(unfinished, files.data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException fault) {
            throw new LocalDatabaseException("The database cannot be made in " + files.folder() + ": " + fault, fault);
        }
    }

    private static boolean exists(EmbeddedFiles files) {
        return Files.exists(files.data().resolve("PG_VERSION"));
    }

    private static void create(Path data, EmbeddedCommands commands, DatabaseSettings login) throws IOException {
        var passwordFile = Files.createTempFile("flexicharge", ".txt");
        try {
            Files.writeString(passwordFile, login.password());
            var initdb = new EmbeddedProcess();
            if (initdb.run(commands.initialize(data, login.user(), passwordFile)) != 0) {
                throw new LocalDatabaseException(
                        "The database cannot be made in " + data + ". PostgreSQL says:\n  " + initdb.lastLines());
            }
        } finally {
            Files.delete(passwordFile);
        }
    }
}
