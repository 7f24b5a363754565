package com.flexicharge.ocpp.message.shape;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.message.ChargerTime;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A date-time: never refused for what it says, only when it is none. */
record TimeShape() implements Shape {
    @Override
    public @Nullable ChargerTime read(JsonNode node, Check check) {
        if (!node.isTextual()) {
            check.note(ErrorCode.TYPE_CONSTRAINT_VIOLATION, "must be a string with a date-time");
            return null;
        }
        var time = ChargerTime.parse(node.textValue());
        if (time.instant().isEmpty()) {
            check.note(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION, "is no ISO 8601 date-time");
            return null;
        }
        if (!time.hasZone()) {
            check.notice(Deviation.DATE_WITHOUT_ZONE);
        }
        return time;
    }

    /** As it was asked for, not in our own form: an operator's date is passed on unchanged. */
    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
        out.writeString(((ChargerTime) value).raw());
    }
}
