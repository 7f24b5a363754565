package com.flexicharge.ocpp.dialect;

import com.flexicharge.ocpp.frame.Call;
import com.flexicharge.ocpp.frame.CallResult;
import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.OcppResponse;
import com.flexicharge.ocpp.message.Parsed;
import java.util.List;

/** What a dialect makes of a text, in words a test can compare. */
final class Answers {
    private Answers() {}

    /** The CALLERROR a text is answered with; {@code ignored: …} or {@code accepted} when there is none. */
    static String to(Dialect dialect, String text) {
        var decoded = dialect.decode(text);
        if (decoded instanceof Decoded.Malformed malformed) {
            return dialect.writeError(malformed.id(), malformed.fault());
        }
        if (decoded instanceof Decoded.Ignored ignored) {
            return "ignored: " + ignored.cause().word();
        }
        if (((Decoded.Received) decoded).frame() instanceof Call call
                && dialect.readRequest(call) instanceof Parsed.Refused<OcppRequest> refused) {
            return dialect.writeError(call.id(), refused.fault());
        }
        return "accepted";
    }

    static Call call(Dialect dialect, String text) {
        return (Call) ((Decoded.Received) dialect.decode(text)).frame();
    }

    static CallResult result(Dialect dialect, String text) {
        return (CallResult) ((Decoded.Received) dialect.decode(text)).frame();
    }

    static <Q extends OcppRequest> Q request(Dialect dialect, String text, Class<Q> type) {
        return ((Parsed.Valid<Q>) dialect.readRequest(call(dialect, text)).as(type)).value();
    }

    static <A extends OcppResponse> A response(Dialect dialect, Action action, String text, Class<A> type) {
        return ((Parsed.Valid<A>)
                        dialect.readResponse(action, result(dialect, text)).as(type))
                .value();
    }

    static List<Deviation> deviations(Dialect dialect, String text) {
        return dialect.readRequest(call(dialect, text)).deviations();
    }
}
