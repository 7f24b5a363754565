package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;

/** Asks whether an id tag may charge (OCPP 1.6 §4.1). */
public final class Authorize {
    private Authorize() {}

    public record Request(@Length(20) String idTag) implements OcppRequest {}

    public record Response(IdTagInfo idTagInfo) implements OcppResponse {}
}
