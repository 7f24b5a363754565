package com.flexicharge.ocpp.frame;

/** Writes messages as standard OCPP-J has them: compact, the id as it came. */
public final class FrameWriter {
    private FrameWriter() {}

    public static String call(String id, String action, Json.Part payload) {
        return Json.text(out -> {
            out.writeStartArray();
            out.writeNumber(2);
            out.writeString(id);
            out.writeString(action);
            payload.writeTo(out);
            out.writeEndArray();
        });
    }

    public static String result(MessageId id, Json.Part payload) {
        return Json.text(out -> {
            out.writeStartArray();
            out.writeNumber(3);
            id.writeTo(out);
            payload.writeTo(out);
            out.writeEndArray();
        });
    }

    /** Details are {@code {"pointer":"/…"}} when one member is to blame, else {@code {}}. */
    public static String error(MessageId id, Fault fault) {
        return Json.text(out -> {
            out.writeStartArray();
            out.writeNumber(4);
            id.writeTo(out);
            out.writeString(fault.code().wire());
            out.writeString(fault.description());
            out.writeStartObject();
            if (!fault.pointer().isEmpty()) {
                out.writeStringField("pointer", fault.pointer());
            }
            out.writeEndObject();
            out.writeEndArray();
        });
    }
}
