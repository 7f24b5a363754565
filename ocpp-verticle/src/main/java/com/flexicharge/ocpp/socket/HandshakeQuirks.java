package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.frame.Deviation;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;

/** What is odd about the way a charger came in, and what was left out for it. */
final class HandshakeQuirks {
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    private HandshakeQuirks() {}

    /** OCPP-J 1.6 §3.1: identity and subprotocol. */
    static List<Deviation> ofStrict(HttpServerRequest request, Subprotocols subprotocols, Peer peer) {
        var met = new ArrayList<>(ofAny(request, peer));
        if (subprotocols.isNone()) {
            met.add(Deviation.NO_SUBPROTOCOL);
        } else if (!subprotocols.offered().contains(Subprotocols.OCPP_16)) {
            met.add(Deviation.SUBPROTOCOL_CASE);
        }
        if (subprotocols.offered().size() > 1) {
            met.add(Deviation.OTHER_SUBPROTOCOLS);
        }
        var path = request.path();
        if (path != null && path.indexOf('%') >= 0) {
            met.add(Deviation.ENCODED_IDENTITY);
        }
        return met;
    }

    static List<Deviation> ofAny(HttpServerRequest request, Peer peer) {
        var met = new ArrayList<Deviation>();
        if (peer.rules().contains(Deviation.NO_PING)) {
            met.add(Deviation.NO_PING);
        }
        if (peer.rules().contains(Deviation.NO_DEFLATE) && request.headers().contains(EXTENSIONS)) {
            met.add(Deviation.NO_DEFLATE);
        }
        return met;
    }
}
