package com.flexicharge.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CarTest {
    @Test
    void itTakesAllItGetsUntilFourFifthsAndThenLessAndLess() {
        var car = new Car(60_000, 100_000, 0.3, 1);
        car.charge(60);
        assertThat(car.powerW()).isEqualTo(100_000);
        while (car.percent() < 80) {
            car.charge(1);
        }
        int before = car.powerW();
        while (car.percent() < 90) {
            car.charge(1);
        }
        assertThat(car.powerW()).isLessThan(before * 6 / 10);
        while (!car.isContent()) {
            int power = car.powerW();
            car.charge(1);
            assertThat(car.powerW()).isLessThanOrEqualTo(power);
        }
        assertThat(car.percent()).isEqualTo(100);
        assertThat(car.deliveredWh()).isCloseTo(42_000, within(2L));
        assertThat(car.powerW()).isZero();
    }

    @Test
    void aColdStartTakesSomeSeconds() {
        var car = new Car(60_000, 100_000, 0.3, 1);
        assertThat(car.powerW()).isLessThan(10_000);
        car.charge(10);
        assertThat(car.powerW()).isBetween(40_000, 70_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {11_000, 22_000, 150_000, 240_000})
    void energyIsWhatPowerAddsUpToAndNeverMoreThanTheConnectorGives(int connectorW) {
        for (int seed = 0; seed < 50; seed++) {
            var car = Car.drawn(new Random(seed), connectorW);
            double summedWh = 0;
            int percent = car.percent();
            int seconds = 0;
            for (; !car.isContent(); seconds++) {
                assertThat(car.powerW()).isBetween(1, connectorW);
                summedWh += car.powerW() / 3600.0;
                car.charge(1);
                assertThat(car.percent()).isGreaterThanOrEqualTo(percent);
                percent = car.percent();
            }
            assertThat((double) car.deliveredWh()).isCloseTo(summedWh, within(connectorW / 3600.0 + 2));
            assertThat(seconds).as("seconds at %s W", connectorW).isBetween(60, 6 * 3600);
        }
    }
}
