package com.flexicharge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each once and short: what they tell then is worth nothing, but they still run. */
class BenchTest {
    @Test
    void everyPieceCanBeMeasured() throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        var options = new OptionsBuilder()
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(20))
                .param("atATime", "100")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        var results = new Runner(options).run();

        assertThat(results.stream().map(result -> result.getParams().getBenchmark()))
                .containsOnlyOnceElementsOf(Stream.of("BusBench.ask", "WriterBench.write", "AuthorizeBench.authorize")
                        .map(name -> "com.flexicharge.bench." + name)
                        .toList())
                .contains("com.flexicharge.bench.FrameBench.read", "com.flexicharge.bench.FrameBench.readAndAnswer");
    }
}
