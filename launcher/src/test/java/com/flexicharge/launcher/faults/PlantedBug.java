package com.flexicharge.launcher.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A mistake put into one of the project's own files, compiled to a folder that a backend takes before the real classes. */
final class PlantedBug {
    private PlantedBug() {}

    /**
     * @param file  below the root of the repository
     * @param right occurs in it once; a space stands for any blanks and line ends
     * @param wrong takes its place
     * @return the folder of the classes
     */
    static Path in(Path folder, String file, String right, String wrong) {
        var text = read(root().resolve(file));
        var place =
                Pattern.compile(Stream.of(right.split(" ")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
        assertThat(place.matcher(text).results())
                .as("the place for the mistake in " + file)
                .hasSize(1);
        var source = folder.resolve(Path.of(file).getFileName());
        var classes = folder.resolve("classes");
        try {
            Files.createDirectories(classes);
            Files.writeString(source, place.matcher(text).replaceFirst(Matcher.quoteReplacement(wrong)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        compile(source, classes);
        return classes;
    }

    private static void compile(Path source, Path classes) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var told = new StringWriter();
        var options = List.of("-proc:none", "-nowarn", "-parameters", "-d", classes.toString(), "-cp", classPath());
        var files = compiler.getStandardFileManager(null, null, null);
        var good = compiler.getTask(told, files, null, options, null, files.getJavaFileObjects(source))
                .call();
        assertThat(good).as(told.toString()).isTrue();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".env.example"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No folder above this one holds .env.example");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
