package com.flexicharge.charger.intruder;

public final class PrintingIntruder {
    public void shout() {
        System.out.println("here");
    }

    public void complain() {
        System.err.println("there");
    }
}
