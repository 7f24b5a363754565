package com.flexicharge.shared.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-11-22T10:15:30Z"));

    @Test
    void aMinutesAllowanceMayBeUsedAtOnceAndComesBackEvenly() {
        var limit = RateLimit.perMinute(60, clock);
        assertThat(passing(limit, 1000)).isEqualTo(60);
        assertThat(limit.user("alice")).contains(Duration.ofSeconds(1));

        clock.advance(Duration.ofSeconds(10));
        assertThat(passing(limit, 1000)).isEqualTo(10);

        clock.advance(Duration.ofHours(5));
        assertThat(passing(limit, 1000)).isEqualTo(60);
    }

    @Test
    void whoWaitsAsLongAsToldPasses() {
        var limit = RateLimit.perMinute(7, clock);
        passing(limit, 8);

        clock.advance(limit.user("alice").orElseThrow());
        assertThat(limit.user("alice")).isEmpty();
        assertThat(limit.user("alice")).isPresent();
    }

    @Test
    void nobodyPaysForAClockThatIsPutBack() {
        var limit = RateLimit.perMinute(60, clock);
        passing(limit, 61);

        clock.advance(Duration.ofHours(-3));
        assertThat(passing(limit, 1000)).isEqualTo(60);
    }

    @Test
    void zeroIsNoLimitAndRemembersNobody() {
        var limit = RateLimit.perMinute(0, clock);

        assertThat(passing(limit, 5000)).isEqualTo(5000);
        assertThat(limit.callers()).isZero();
    }

    @Test
    void usersAndAddressesAreCountedApart() {
        var limit = RateLimit.perMinute(1, clock);

        assertThat(limit.user("10.0.0.1")).isEmpty();
        assertThat(limit.address("10.0.0.1")).isEmpty();
        assertThat(limit.user("10.0.0.1")).isPresent();
        assertThat(limit.address("10.0.0.1")).isPresent();
        assertThat(limit.refused()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "fe80::1%eth0, fe80::2%eth1, true",
        "10.0.0.1, 10.0.0.2, false",
        "10.0.0.1, ::ffff:10.0.0.1, true",
        "::ffff:10.0.0.1, ::ffff:10.0.0.2, false",
        "unknown, '', true"
    })
    void anAddressOfIPv6CountsByItsNetwork(String one, String other, boolean together) {
        var limit = RateLimit.perMinute(1, clock);
        limit.address(one);

        assertThat(limit.address(other).isPresent()).isEqualTo(together);
    }

    @Test
    void aFloodOfAddressesPushesNobodyOutTakesNoMoreRoomAndIsBounded() {
        int bound = 100;
        var limit = RateLimit.bounded(10, bound, clock);
        assertThat(limit.address("192.0.2.1")).isEmpty();

        long passed = IntStream.range(0, 200_000)
                .filter(i -> limit.address("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255))
                        .isEmpty())
                .count();

        assertThat(limit.callers()).isEqualTo(bound);
        assertThat(passed).isLessThanOrEqualTo(bound + Buckets.SHARED * 10L);
        for (int i = 0; i < 9; i++) {
            assertThat(limit.address("192.0.2.1"))
                    .as("request %d of the first", i)
                    .isEmpty();
        }
        assertThat(limit.address("192.0.2.1")).isPresent();
        assertThat(limit.user("alice")).as("a user during the flood").isEmpty();
    }

    @Test
    void afterTheFloodThereIsRoomAgain() {
        var limit = RateLimit.bounded(10, 100, clock);
        IntStream.range(0, 150).forEach(i -> limit.address("10.0.0." + i));
        assertThat(limit.callers()).isEqualTo(100);

        clock.advance(Duration.ofMinutes(1));
        limit.address("192.0.2.1");
        assertThat(limit.callers()).isEqualTo(1);
    }

    /** As alice. */
    private static long passing(RateLimit limit, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> limit.user("alice").isEmpty())
                .count();
    }
}
