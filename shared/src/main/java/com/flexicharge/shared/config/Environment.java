package com.flexicharge.shared.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The variables this process was started with: the file {@code .env} and, over it, the process environment.
 *
 * @param warnings about the file; to be logged once
 */
public record Environment(Map<String, String> values, List<String> warnings) {
    /** Names another file than {@code .env}; only the process environment can say it. */
    static final String ENV_FILE = "ENV_FILE";

    public Environment {
        values = Map.copyOf(values);
        warnings = List.copyOf(warnings);
    }

    /** As {@link #load(Vertx, Path, Map)}, for the working directory and environment of this process. */
    public static Future<Environment> load(Vertx vertx) {
        return load(vertx, Path.of(""), System.getenv());
    }

    /**
     * No {@code .env} is fine; a file named by {@code ENV_FILE} must exist. Fails with a {@link ConfigurationException} if
     * the file cannot be read.
     *
     * @param processEnvironment wins over the file
     */
    public static Future<Environment> load(Vertx vertx, Path workingDirectory, Map<String, String> processEnvironment) {
        var options = new ConfigRetrieverOptions().setIncludeDefaultStores(false);
        try {
            file(workingDirectory, processEnvironment)
                    .map(Environment::fileStore)
                    .ifPresent(options::addStore);
        } catch (ConfigurationException fault) {
            return Future.failedFuture(fault);
        }
        options.addStore(processStore(processEnvironment));
        var retriever = ConfigRetriever.create(vertx, options);
        return retriever.getConfig().map(Environment::of).eventually(retriever::close);
    }

    private static Optional<Path> file(Path workingDirectory, Map<String, String> processEnvironment) {
        var name = processEnvironment.getOrDefault(ENV_FILE, "");
        var file = workingDirectory.resolve(name.isBlank() ? ".env" : name).toAbsolutePath();
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            return Optional.of(file);
        }
        if (Files.exists(file)) {
            throw new ConfigurationException("The file " + file + " cannot be read: "
                    + (Files.isRegularFile(file) ? "this user may not read it" : "it is no file"));
        }
        if (!name.isBlank()) {
            throw new ConfigurationException("The file " + file + ", which ENV_FILE names, does not exist");
        }
        return Optional.empty();
    }

    private static ConfigStoreOptions fileStore(Path file) {
        return new ConfigStoreOptions()
                .setType("file")
                .setFormat(DotenvProcessor.FORMAT)
                .setConfig(new JsonObject().put("path", file.toString()).put(DotenvProcessor.FILE, file.toString()));
    }

    // Not the "env" store: it always reads this JVM's own environment, so nothing about precedence could be tested.
    private static ConfigStoreOptions processStore(Map<String, String> processEnvironment) {
        var json = new JsonObject();
        processEnvironment.forEach(json::put);
        return new ConfigStoreOptions().setType("json").setConfig(json);
    }

    private static Environment of(JsonObject json) {
        var warnings = json.getJsonArray(DotenvProcessor.WARNINGS, new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
        var values = json.stream()
                .filter(entry -> entry.getValue() instanceof String)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toString()));
        return new Environment(values, warnings);
    }
}
