package com.flexicharge.ocpp.message;

/** The payload of a CALL; {@link Action} knows which. Its components are in the order in which they are written. */
public interface OcppRequest {}
