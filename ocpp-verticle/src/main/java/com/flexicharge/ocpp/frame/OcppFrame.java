package com.flexicharge.ocpp.frame;

/** One message of OCPP-J (§4.2). */
public sealed interface OcppFrame permits Call, CallResult, CallError {
    MessageId id();
}
