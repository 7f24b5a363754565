package com.flexicharge.transaction;

/** What a kWh costs now, inside a statement that makes a session. */
final class PriceSql {
    static final String DEFAULT_PRICE_KEY = "defaultPricePerKwhOre";

    private PriceSql() {}

    /**
     * The charge point's own price, else the default price operators set, else the configured one.
     *
     * @param own        expression of the own price, null where there is none
     * @param configured parameter that holds the configured default
     */
    static String now(String own, String configured) {
        return "coalesce(%s, (select s.value::int from transaction.settings s where s.key = '%s'), %s::int)"
                .formatted(own, DEFAULT_PRICE_KEY, configured);
    }
}
