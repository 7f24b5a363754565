package com.flexicharge.shared.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.db.WaitingLine.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
    private final WaitingLine<String> line = new WaitingLine<>();

    @Test
    void ofOneKeyOnlyOneIsOutAndTheOthersFollowInOrder() {
        line.add("a1", "a");
        line.add("a2", "a");
        line.add("b1", "b");
        line.add("a3", "a");

        var first = line.take(10);
        assertThat(items(first)).containsExactly("a1", "b1");
        assertThat(line.take(10)).isEmpty();
        assertThat(line.waiting()).isEqualTo(2);

        line.release(first);
        var second = line.take(10);
        assertThat(items(second)).containsExactly("a2");

        line.release(second);
        assertThat(items(line.take(10))).containsExactly("a3");
        assertThat(line.waiting()).isZero();
    }

    @Test
    void aKeyThatComesWhileItsLastIsOutWaitsForIt() {
        line.add("a1", "a");
        var out = line.take(10);
        line.add("a2", "a");
        assertThat(line.hasReady()).isFalse();

        line.release(out);
        assertThat(items(line.take(10))).containsExactly("a2");
    }

    @Test
    void aReleasedKeyIsForgotten() {
        line.add("a1", "a");
        line.release(line.take(1));

        line.add("a2", "a");
        assertThat(items(line.take(1))).containsExactly("a2");
    }

    @Test
    void takesNoMoreThanAsked() {
        List.of("a", "b", "c").forEach(item -> line.add(item, item));

        assertThat(items(line.take(2))).containsExactly("a", "b");
        assertThat(line.waiting()).isEqualTo(1);
    }

    private static List<String> items(List<Place<String>> batch) {
        return batch.stream().map(Place::item).toList();
    }
}
