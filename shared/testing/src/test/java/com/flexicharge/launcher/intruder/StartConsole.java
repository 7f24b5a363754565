package com.flexicharge.launcher.intruder;

public final class StartConsole {
    public void greet() {
        System.out.println("ready");
    }
}
