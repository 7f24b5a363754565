package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.kit.MutatedFrames;
import com.flexicharge.ocpp.kit.TestCharger;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A million frames with something changed in them, over real sockets: each that wants an answer gets exactly one, in order, and never
 * InternalError; the sockets stay open and memory stays flat. Another seed: {@code -Dfuzz.seed=…}; more frames: {@code -Dfuzz.frames=…}.
 */
@Tag("slow")
@ExtendWith(TestDatabaseExtension.class)
class FuzzTest {
    private static final JsonNode INTERNAL_ERROR = Json.MAPPER.getNodeFactory().textNode("InternalError");
    private static final long SEED = Long.getLong("fuzz.seed", 20_161_123L);
    private static final int FRAMES = Integer.getInteger("fuzz.frames", 1_000_000);
    private static final int SOCKETS = 8;

    /** Of one socket at a time; its answers are awaited before the next. */
    private static final int BURST = 250;

    /** What a run may add to the heap after its first tenth: caches that fill, classes that load. */
    private static final long GROWTH_BYTES = 16L << 20;

    private final TestNode node;

    FuzzTest(TestDatabase database) {
        node = new TestNode(database, TestConfig.with(Map.of("OCPP_MAX_FRAMES_PER_S", "10000")));
        node.others.keepNothing();
        node.others.signNothing();
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aMillionMutatedFramesAreEachAnsweredAsTheyMustBeAndMemoryStaysFlat() throws Exception {
        var mutated = new MutatedFrames(SEED);
        var chargers = IntStream.range(0, SOCKETS).mapToObj(this::connect).toList();
        var heapAfterTheFirstTenth = 0L;
        for (var sent = 0; sent < FRAMES; sent += SOCKETS * BURST) {
            if (heapAfterTheFirstTenth == 0 && sent >= FRAMES / 10) {
                heapAfterTheFirstTenth = usedHeap();
            }
            round(mutated, chargers);
        }
        assertThat(usedHeap() - heapAfterTheFirstTenth)
                .as("bytes more on the heap")
                .isLessThan(GROWTH_BYTES);
        assertThat(chargers).allMatch(TestCharger::isOpen);
    }

    private TestCharger connect(int number) {
        node.others.charger(100_001 + number, "CP" + number);
        return node.booted("CP" + number);
    }

    private static void round(MutatedFrames mutated, List<TestCharger> chargers) throws Exception {
        var bursts = new ArrayList<List<String>>();
        for (var charger : chargers) {
            var burst = mutated.next(BURST);
            bursts.add(burst);
            burst.forEach(charger::send);
        }
        for (var i = 0; i < chargers.size(); i++) {
            for (var frame : bursts.get(i)) {
                if (MutatedFrames.isAnswered(frame)) {
                    checkAnswer(frame, chargers.get(i).next());
                }
            }
        }
    }

    private static void checkAnswer(String frame, String text) throws Exception {
        var answer = Json.MAPPER.readTree(text);
        assertThat(answer.get(0).asInt()).as("answer to %s: %s", frame, text).isIn(3, 4);
        assertThat(answer.path(2)).as("answer to %s: %s", frame, text).isNotEqualTo(INTERNAL_ERROR);
        assertThat(answer.get(1).asText())
                .as("id of the answer to %s: %s", frame, text)
                .isIn("-1", MutatedFrames.id(frame));
    }

    private static long usedHeap() {
        for (var i = 0; i < 3; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
