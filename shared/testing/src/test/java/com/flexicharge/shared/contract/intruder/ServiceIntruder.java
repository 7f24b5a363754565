package com.flexicharge.shared.contract.intruder;

public final class ServiceIntruder {
    public String answer() {
        return "behaviour";
    }
}
