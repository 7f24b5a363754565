package com.flexicharge.account.code;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** A code as its row has it. */
record StoredCode(String userID, Buffer hash, boolean used, Instant expiresAt) {}
