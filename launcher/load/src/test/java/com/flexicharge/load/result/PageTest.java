package com.flexicharge.load.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void aPageShowsMediansSpreadLatenciesAndWhatWasLost() throws IOException {
        result(List.of()).write(folder);

        Page.write(folder, folder.resolve("page.md"));

        assertThat(Files.readString(folder.resolve("page.md")))
                .contains("On 2 cores of an Abacus with 4 GB")
                .contains("## session-8\n\n8 chargers charge. This server, 2026-11-23; `session --chargers 8`\n")
                .contains("| messages | 1,500 messages/s | 1,000 to 3,000 | 3 × |")
                .contains("| CPU of the server | 12.5 µs/message | 10 to 15 | 2 × |")
                .contains("| MeterValues | 0.50 | 0.90 | 0.99 | 1.00 | 1.00 | 1,000 |")
                .contains("  x-axis [p50, p75, p90, p95, p99, p99.9]")
                .contains("  line [0.50, 0.75, 0.90, 0.95, 0.99, 1.00]")
                .contains("\nPROBLEM, 2 times: a socket was closed\n")
                .doesNotContain("LOST");
    }

    @Test
    void whatWasLostIsShown() throws IOException {
        result(List.of("transaction 5 is not there")).write(folder);

        Page.write(folder, folder.resolve("page.md"));

        assertThat(Files.readString(folder.resolve("page.md"))).contains("\nLOST: transaction 5 is not there\n");
    }

    @Test
    void whatJmhMeasuredIsATableOfItsOwn() throws IOException {
        result(List.of()).write(folder);
        Files.writeString(folder.resolve("pieces.json"), """
                [{"benchmark": "com.flexicharge.bench.BusBench.ask", "params": {"atATime": "100"},
                  "vmName": "Java", "jdkVersion": "17.0.1",
                  "primaryMetric": {"score": 3.918, "scoreError": 0.25, "scoreUnit": "us/op"},
                  "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 1814.192}}},
                 {"benchmark": "com.flexicharge.bench.FrameBench.read", "vmName": "Java", "jdkVersion": "17.0.1",
                  "primaryMetric": {"score": 2.5, "scoreError": "NaN", "scoreUnit": "us/op"}, "secondaryMetrics": {}}]
                """);

        Page.write(folder, folder.resolve("page.md"));

        assertThat(Files.readString(folder.resolve("page.md")))
                .contains("## session-8\n")
                .contains(
                        "## Single pieces\n\nMeasured by themselves, `mvn -q -Pbench compile exec:exec`; Java 17.0.1.\n")
                .contains("| BusBench.ask, atATime 100 | 3.92 ± 0.25 µs | 1,814 |\n")
                .contains("| FrameBench.read | 2.50 µs |  |\n");
    }

    @Test
    void withoutResultsThereIsNoPage() {
        assertThatThrownBy(() -> Page.write(folder, folder.resolve("page.md")))
                .hasMessage("There are no results in " + folder);
    }

    private static Result result(List<String> lost) {
        var histogram = new Histogram(1, 60_000_000, 3);
        LongStream.rangeClosed(1, 1_000).forEach(histogram::recordValue);
        return new Result(
                "session",
                "session-8",
                "8 chargers charge",
                "2026-11-23T12:00:00Z",
                "session --chargers 8",
                "This server",
                new Machine("Abacus", 2, 4_096, "Linux", "Java"),
                List.of(
                        new Figure("messages", "messages/s", List.of(1_500.0, 1_000.0, 3_000.0)),
                        new Figure("CPU of the server", "µs/message", List.of(15.0, 10.0))),
                List.of(Latency.of("MeterValues", histogram)),
                Map.of("a socket was closed", 2L),
                "Checked.",
                lost);
    }
}
