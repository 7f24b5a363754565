package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Caller;
import java.time.Instant;

/**
 * What a valid token says.
 *
 * @param expiresAt when a socket opened with it has to be closed
 */
public record VerifiedToken(Caller caller, Instant expiresAt) {}
