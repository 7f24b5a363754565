package com.flexicharge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs of this machine that tests need. CI installs them; elsewhere tests that cannot run say so. */
public final class Programs {
    private Programs() {}

    /** @throws AssertionError in CI; elsewhere the test counts as skipped */
    public static Path need(String what, String install, String... names) {
        var found = Stream.of(names).flatMap(name -> find(name).stream()).findFirst();
        var missing = "There is no " + what + " here: " + install + ". The tests that need it did not run.";
        if (System.getenv("CI") != null || Boolean.getBoolean("browser.required")) {
            assertThat(found).as(missing).isPresent();
        }
        if (found.isEmpty()) {
            System.err.println(missing);
        }
        assumeTrue(found.isPresent(), missing);
        return found.orElseThrow();
    }

    /** As a shell looks for it. */
    private static Optional<Path> find(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
