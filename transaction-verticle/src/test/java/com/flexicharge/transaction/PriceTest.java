package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.transaction.Transaction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {
    @ParameterizedTest
    @CsvSource({
        "0, 333, 0",
        "1, 333, 0",
        "1, 500, 1",
        "2, 250, 1",
        "5000, 333, 1665",
        "1501, 333, 500",
        "1502, 333, 500",
        "1503, 333, 500",
        "1504, 333, 501",
        "1000000000, 2147483647, 2147483647000000"
    })
    void energyTimesPriceToTheNearestOre(long energyWh, int pricePerKwhOre, long priceOre) {
        assertThat(Transaction.priceOre(energyWh, pricePerKwhOre)).isEqualTo(priceOre);
    }
}
