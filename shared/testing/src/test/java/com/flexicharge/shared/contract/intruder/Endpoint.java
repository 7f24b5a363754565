package com.flexicharge.shared.contract.intruder;

public record Endpoint(String address) {}
