package com.flexicharge.fleet;

/** Where a central system listens for chargers, which speak OCPP 1.6J at {@code /ocpp/<serial>} there. */
public record Door(String host, int port) {}
