package com.flexicharge.ocpp.message;

/** Asks for the version of the local list of id tags (OCPP 1.6 §5.10). */
public final class GetLocalListVersion {
    private GetLocalListVersion() {}

    public record Request() implements OcppRequest {}

    /** @param listVersion −1: not supported; 0: empty */
    public record Response(int listVersion) implements OcppResponse {}
}
