package com.flexicharge.ocpp.frame;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The charger's refusal of a CALL of ours.
 *
 * @param code        as spelled, known or not; empty when none was readable
 * @param description empty when none was readable
 * @param details     as sent; a missing node when none were
 * @param text        the whole frame as it arrived
 */
public record CallError(MessageId id, String code, String description, JsonNode details, String text)
        implements OcppFrame {}
