import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Restarts the server when a source, a resource or {@code .env} is saved. In the project's folder:
 *
 * <pre>{@code java dev/Dev.java}</pre>
 *
 * The server inherits the environment, so {@code RUN_OCPP_TEST=1 java dev/Dev.java} runs the self-test after each save. Maven is
 * asked for the libraries once, and again when a pom changes. Compiling is plain javac: Maven's build has the stricter rules.
 */
public final class Dev {
    private static final int SCAN_MS = 150;

    /** A little more than the drain time that the server allows itself by default. */
    private static final int STOP_S = 35;

    private static final Path LIBRARIES = Path.of("launcher/target/dev.classpath");
    private static final Module SHARED = new Module(Path.of("shared"));

    /** A Maven module. Its classes are kept apart from Maven's, and fresh ones from those the running server still loads. */
    private record Module(Path folder) {
        Path classes() {
            return folder.resolve("target/dev-classes");
        }

        Path fresh() {
            return folder.resolve("target/dev-classes.fresh");
        }
    }

    /** What a file is known by: a save changes one of them. */
    private record Version(long modified, long size) {}

    private final List<Module> modules;
    private final Set<Module> uncompiled = new LinkedHashSet<>();
    private String libraries = "";
    private Optional<Process> server = Optional.empty();

    private Dev(List<Module> modules) {
        this.modules = modules;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (!Files.exists(Path.of("launcher/pom.xml"))) {
            System.err.println("Start this in the project's folder: java dev/Dev.java");
            System.exit(1);
        }
        var modules = Pattern.compile("<module>(.+)</module>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(match -> new Module(Path.of(match.group(1))))
                .filter(module -> !module.folder().endsWith("testing"))
                .toList();
        var dev = new Dev(modules);
        Runtime.getRuntime().addShutdownHook(new Thread(dev::stop));
        dev.run();
    }

    private void run() throws IOException, InterruptedException {
        var seen = scan();
        libraries = libraries(seen);
        uncompiled.addAll(modules);
        restart();
        while (true) {
            var now = scan();
            if (!now.equals(seen)) {
                // several saves at once, or a checkout: wait until it is quiet
                for (var before = seen; !now.equals(before); now = scan()) {
                    before = now;
                }
                changed(difference(seen, now), now);
                seen = now;
            }
        }
    }

    private void changed(Set<Path> changed, Map<Path, Version> all) throws IOException, InterruptedException {
        say("changed: " + changed.iterator().next() + (changed.size() > 1 ? " and " + (changed.size() - 1) + " more" : ""));
        if (changed.stream().anyMatch(file -> file.endsWith("pom.xml"))) {
            libraries = libraries(all);
        }
        modules.stream()
                .filter(module -> changed.stream().anyMatch(file -> file.startsWith(module.folder())))
                .forEach(uncompiled::add);
        if (uncompiled.contains(SHARED)) {
            uncompiled.addAll(modules);
        }
        restart();
    }

    // --- watching: by looking, which is the same everywhere; a WatchService takes up to 10 s on macOS ---

    private Map<Path, Version> scan() throws IOException, InterruptedException {
        Thread.sleep(SCAN_MS);
        var files = new TreeMap<Path, Version>();
        Visit note = (file, attributes) ->
                files.put(file, new Version(attributes.lastModifiedTime().toMillis(), attributes.size()));
        visit(Path.of(".env"), note);
        visit(Path.of("pom.xml"), note);
        for (var module : modules) {
            visit(module.folder().resolve("pom.xml"), note);
            visit(module.folder().resolve("src/main"), note);
        }
        return files;
    }

    private static Set<Path> difference(Map<Path, Version> before, Map<Path, Version> after) {
        var changed = new LinkedHashSet<>(after.keySet());
        changed.addAll(before.keySet());
        changed.removeIf(file -> before.containsKey(file) && before.get(file).equals(after.get(file)));
        return changed;
    }

    // --- compiling: a whole module at a time, which with a warm compiler takes less than finding out what depends on what ---

    /** Whether the fresh classes may replace the old; if not, javac has said why. */
    private boolean compile() {
        var shared = uncompiled.contains(SHARED);
        if (shared && !compile(SHARED, SHARED.fresh())) {
            return false;
        }
        return uncompiled.parallelStream()
                .filter(module -> !module.equals(SHARED))
                .allMatch(module -> compile(module, shared ? SHARED.fresh() : SHARED.classes()));
    }

    private boolean compile(Module module, Path shared) {
        try {
            delete(module.fresh());
            Files.createDirectories(module.fresh());
            var arguments = new ArrayList<>(List.of("-d", module.fresh().toString(), "--release", "17", "-encoding", "UTF-8"));
            arguments.addAll(List.of("-parameters", "-g", "-proc:none", "-nowarn"));
            arguments.addAll(List.of("-cp", shared + File.pathSeparator + libraries));
            visit(module.folder().resolve("src/main/java"), (file, attributes) -> {
                if (file.toString().endsWith(".java")) {
                    arguments.add(file.toString());
                }
            });
            return ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) == 0;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    // --- the server ---

    private void restart() throws IOException {
        if (!compile()) {
            say("compile error; " + (server.isPresent() ? "the old server keeps running" : "waiting for the next save"));
            return;
        }
        stop();
        for (var module : uncompiled) {
            delete(module.classes());
            Files.move(module.fresh(), module.classes());
        }
        uncompiled.clear();
        start();
    }

    private synchronized void start() throws IOException {
        var classPath = new StringBuilder(libraries);
        for (var module : modules) {
            classPath.append(File.pathSeparator).append(module.classes());
            classPath.append(File.pathSeparator).append(module.folder().resolve("src/main/resources"));
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, "-XX:TieredStopAtLevel=1", "-cp", classPath.toString(), "com.flexicharge.launcher.Main")
                .inheritIO()
                .start();
        server = Optional.of(process);
        process.onExit().thenAccept(this::ended);
    }

    private synchronized void ended(Process process) {
        if (server.filter(process::equals).isPresent()) {
            server = Optional.empty();
            say("the server has ended with status " + process.exitValue() + "; waiting for the next save");
        }
    }

    private synchronized Optional<Process> takeServer() {
        var taken = server;
        server = Optional.empty();
        return taken;
    }

    /** Asks it to hand over and end, which a Ctrl-C in the terminal has done already. */
    private void stop() {
        takeServer().ifPresent(process -> {
            process.destroy();
            try {
                if (!process.waitFor(STOP_S, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
            }
        });
    }

    // --- Maven ---

    /** The class path without our own modules. */
    private static String libraries(Map<Path, Version> files) throws IOException, InterruptedException {
        var resolved = Files.exists(LIBRARIES) ? Files.getLastModifiedTime(LIBRARIES).toMillis() : 0;
        if (files.entrySet().stream()
                .anyMatch(file -> file.getKey().endsWith("pom.xml") && file.getValue().modified() > resolved)) {
            say("asking Maven for the libraries");
            var windows = System.getProperty("os.name").startsWith("Windows");
            var options = "-q compile -Dmaven.main.skip dependency:build-classpath -DincludeScope=runtime"
                    + " -DexcludeGroupIds=com.flexicharge -Dmdep.outputFile=target/dev.classpath -Dmdep.regenerateFile";
            var command = Stream.concat(Stream.of(windows ? "mvn.cmd" : "mvn"), Stream.of(options.split(" ")));
            var status = new ProcessBuilder(command.toList()).inheritIO().start().waitFor();
            if (status != 0) {
                say("Maven has failed; mend what it says and start again");
                System.exit(1);
            }
        }
        return Files.readString(LIBRARIES).strip();
    }

    // --- files ---

    private interface Visit {
        void file(Path file, BasicFileAttributes attributes) throws IOException;
    }

    private static void visit(Path start, Visit visit) throws IOException {
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                visit.file(file, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) {
                return FileVisitResult.CONTINUE; // not there, or not any more: an editor's temporary file
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void say(String message) {
        System.out.println("[dev] " + message);
    }
}
