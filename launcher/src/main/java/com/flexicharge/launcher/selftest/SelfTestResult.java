package com.flexicharge.launcher.selftest;

import java.util.List;

/** Names of the tests, each in exactly one of the lists. */
public record SelfTestResult(List<String> failedTests, List<String> successfulTests) {
    public SelfTestResult {
        failedTests = List.copyOf(failedTests);
        successfulTests = List.copyOf(successfulTests);
    }
}
