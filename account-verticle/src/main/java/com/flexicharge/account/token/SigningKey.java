package com.flexicharge.account.token;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A key as its row has it.
 *
 * @param privateKey sealed
 * @param publicKey  RFC 7517
 */
record SigningKey(String kid, Buffer privateKey, JsonObject publicKey, Instant createdAt) {}
