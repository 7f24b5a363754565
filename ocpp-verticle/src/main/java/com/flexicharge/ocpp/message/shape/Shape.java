package com.flexicharge.ocpp.message.shape;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a JSON value must look like, how it becomes a Java value, and how that is written again. */
sealed interface Shape
        permits DecimalShape,
                FlagShape,
                IntegerShape,
                ListShape,
                RecordShape,
                TermShape,
                TextShape,
                TimeShape,
                WordShape {
    /** @return null when a fault was noted in the check; the payload is refused then */
    @Nullable
    Object read(JsonNode node, Check check);

    /** @throws IllegalArgumentException when the value breaks a limit: a defect of whoever made it */
    void write(Object value, JsonGenerator out) throws IOException;
}
