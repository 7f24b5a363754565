package com.flexicharge.ocpp.frame;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request from the charger.
 *
 * @param action  as sent, known or not
 * @param payload not to be changed by anybody; {@code {}} when a tolerant dialect got none
 * @param text    the whole frame as it arrived, for users who are sent it verbatim and for the message log
 */
public record Call(MessageId id, String action, ObjectNode payload, String text) implements OcppFrame {}
