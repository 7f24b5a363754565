package com.flexicharge.shared.bus;

/**
 * An address where something that happened is told to whoever listens. Nothing relies on it: the truth is in the database, a
 * topic only saves somebody a poll.
 *
 * @param address on the event bus
 * @param event   the event record
 */
public record Topic<E extends Record>(String address, Class<E> event) {}
