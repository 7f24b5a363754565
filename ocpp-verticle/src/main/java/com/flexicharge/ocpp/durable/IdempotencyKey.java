package com.flexicharge.ocpp.durable;

import io.vertx.core.buffer.Buffer;

/**
 * What makes two wishes one.
 *
 * @param fingerprint of what was asked; tells nothing of it to who lacks the key
 */
record IdempotencyKey(String caller, String key, Buffer fingerprint) {}
