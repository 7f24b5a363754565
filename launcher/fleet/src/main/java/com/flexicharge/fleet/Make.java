package com.flexicharge.fleet;

/** Who made a charger, as it says when it boots. */
record Make(String vendor, String model, String firmwareVersion) {
    static final Make FLEET = new Make("Fleet", "Simulated", "1.0.0");
}
