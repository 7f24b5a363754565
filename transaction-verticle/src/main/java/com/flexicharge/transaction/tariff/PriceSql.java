package com.flexicharge.transaction.tariff;

/** What a kWh costs at a moment, inside a statement that makes a session. */
public final class PriceSql {
    static final String DEFAULT_PRICE_KEY = "defaultPricePerKwhOre";

    private PriceSql() {}

    /**
     * The charge point's own price, else the tariff of the hour, else the default price operators set, else the configured one.
     *
     * @param own        expression of the own price, null where there is none
     * @param moment     expression of the time whose hour counts
     * @param configured parameter that holds the configured default
     */
    public static String at(String own, String moment, String configured) {
        return """
                coalesce(%s,
                    (select h.price_ore from transaction.tariffs h where h.hour = date_trunc('hour', %s::timestamptz, 'UTC')),
                    %s)""".formatted(own, moment, byDefault(configured));
    }

    /** @param configured parameter that holds the configured default */
    static String byDefault(String configured) {
        return "coalesce((select s.value::int from transaction.settings s where s.key = '%s'), %s::int)"
                .formatted(DEFAULT_PRICE_KEY, configured);
    }
}
