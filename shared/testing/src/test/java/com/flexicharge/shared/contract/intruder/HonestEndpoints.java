package com.flexicharge.shared.contract.intruder;

public final class HonestEndpoints {
    public static final Endpoint START = new Endpoint("start");

    private HonestEndpoints() {}
}
