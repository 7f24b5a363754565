package com.flexicharge.ocpp.message;

/** Units (OCPP 1.6 §7.45). The specification wrote Celcius first and Celsius in its errata. */
public enum UnitOfMeasure implements Word {
    A,
    @Spelled({"Celsius", "Celcius"})
    CELSIUS,
    FAHRENHEIT,
    K,
    PERCENT,
    V,
    @Spelled("VA")
    VA,
    W,
    WH,
    @Spelled("kVA")
    KVA,
    @Spelled("kvar")
    KVAR,
    @Spelled("kvarh")
    KVARH,
    @Spelled("kWh")
    KWH,
    @Spelled("kW")
    KW,
    @Spelled("var")
    VAR,
    @Spelled("varh")
    VARH
}
