package com.flexicharge.ocpp.message;

/** Where in a three-phase system a value was taken (OCPP 1.6 §7.34). */
public enum Phase implements Word {
    L1,
    L2,
    L3,
    N,
    @Spelled("L1-N")
    L1_N,
    @Spelled("L2-N")
    L2_N,
    @Spelled("L3-N")
    L3_N,
    @Spelled("L1-L2")
    L1_L2,
    @Spelled("L2-L3")
    L2_L3,
    @Spelled("L3-L1")
    L3_L1
}
