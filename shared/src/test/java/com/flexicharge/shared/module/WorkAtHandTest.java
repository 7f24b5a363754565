package com.flexicharge.shared.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class WorkAtHandTest {
    private final WorkAtHand work = new WorkAtHand();

    @Test
    void nothingAtHandIsDoneAtOnce() {
        assertThat(work.done().succeeded()).isTrue();
    }

    @Test
    void itIsDoneWhenTheLastHasEndedHoweverThatWas() {
        Promise<Integer> first = Promise.promise();
        Promise<Integer> second = Promise.promise();
        work.track(first.future());
        work.track(second.future());

        var done = work.done();
        first.complete(1);
        assertThat(done.isComplete()).isFalse();
        second.fail("away");

        assertThat(done.succeeded()).isTrue();
    }
}
