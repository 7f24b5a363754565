package com.flexicharge.ocpp.frame;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The charger's answer to a CALL of ours.
 *
 * @param payload whatever stood in its place; a missing node when nothing did
 * @param text    the whole frame as it arrived
 */
public record CallResult(MessageId id, JsonNode payload, String text) implements OcppFrame {}
