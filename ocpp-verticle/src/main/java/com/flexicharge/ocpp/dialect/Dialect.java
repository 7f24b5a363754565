package com.flexicharge.ocpp.dialect;

import com.flexicharge.ocpp.frame.Call;
import com.flexicharge.ocpp.frame.CallResult;
import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.frame.Fault;
import com.flexicharge.ocpp.frame.MessageId;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.DataTransfer;
import com.flexicharge.ocpp.message.MeterValue;
import com.flexicharge.ocpp.message.MeterValues;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.OcppResponse;
import com.flexicharge.ocpp.message.Parsed;
import com.flexicharge.ocpp.message.Reading;
import java.util.List;
import java.util.Optional;

/**
 * How one kind of charger writes OCPP: text in, typed messages out, and back. Whoever handles messages sees the same records from
 * either dialect. Reading never throws, whatever the text; writing throws {@link IllegalArgumentException} when a message of ours
 * breaks a limit of OCPP, which is a defect.
 *
 * <p>No state but settings; an instance belongs to a charger and may be used from any thread.
 */
public sealed interface Dialect permits Strict16, FlexiCharge {
    Decoded decode(String text);

    /** The request a CALL carries, or the fault to answer. */
    Parsed<OcppRequest> readRequest(Call call);

    /** What the charger answered to our CALL; refused: our call has failed, and nothing is sent back. */
    Parsed<OcppResponse> readResponse(Action action, CallResult result);

    /** Whether this kind of charger understands such a CALL. */
    boolean sends(Action action);

    /** @param id ours, at most 36 characters */
    String writeCall(String id, OcppRequest request);

    /**
     * As {@link #writeCall(String, OcppRequest)}, for a request that somebody else wrote: where the dialect has OCPP's own form, its
     * numbers and members stay exactly as they were written.
     *
     * @param payload JSON that this request was read from
     */
    String writeCall(String id, OcppRequest request, String payload);

    String writeResult(Call call, OcppResponse response);

    String writeError(MessageId id, Fault fault);

    /** What meter values mean, in the order of their times. */
    List<Reading> readings(List<MeterValue> values);

    /** The reading inside a {@code ChargeLevelUpdate} of vendor {@code com.flexicharge}; absent when its data are unreadable. */
    Optional<MeterValues.Request> chargeLevel(DataTransfer.Request transfer);
}
