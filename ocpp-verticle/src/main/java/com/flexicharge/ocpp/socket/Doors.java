package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.OcppConfig;
import com.flexicharge.ocpp.dialect.FlexiCharge;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Admission;
import com.flexicharge.shared.http.ClientAddress;
import com.flexicharge.shared.log.About;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where chargers come in: one door for each dialect, and the path alone chooses. A handshake is decided before the upgrade; what a
 * dialect wants told over the socket is told after it. Usable from any event loop, where the socket then stays.
 */
public final class Doors {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int POLICY_VIOLATION = 1008;
    private static final int TRY_AGAIN_LATER = 1013;

    private final SocketServices services;
    private final OcppConfig config;
    private final Admissions admissions;
    private volatile boolean shut;

    /** @param node name of this process, by which other nodes find the sockets it holds */
    public Doors(SocketServices services, String node) {
        this.services = services;
        this.config = services.config();
        this.admissions = new Admissions(services, node);
    }

    /** Lets nobody in any more, answers what was received and closes all sockets. @return when all are gone */
    public Future<Void> close() {
        shut = true;
        return Drain.all(services.table());
    }

    /** OCPP 1.6J at {@code /ocpp/…}: what is wrong is said with an HTTP status, the subprotocol alone with a close code. */
    public void strict(HttpServerRequest request) {
        var upgrade = upgrade(request);
        if (!isOpenTo(upgrade)) {
            return;
        }
        var identity = SocketPath.strictIdentity(request.path());
        var subprotocols = Subprotocols.of(request.headers());
        if (identity.isEmpty()) {
            upgrade.refuse(NOT_FOUND);
        } else if (subprotocols.ocpp16().isPresent()) {
            admitStrict(request, upgrade, identity.get(), subprotocols);
        } else if (subprotocols.isNone()) {
            mayOfferNone(identity.get())
                    .onSuccess(may -> {
                        if (may) {
                            admitStrict(request, upgrade, identity.get(), subprotocols);
                        } else {
                            refuseSubprotocol(upgrade);
                        }
                    })
                    .onFailure(no -> refuseStrict(upgrade, reason(identity.get(), no)));
        } else {
            refuseSubprotocol(upgrade);
        }
    }

    private void admitStrict(HttpServerRequest request, Upgrade upgrade, String identity, Subprotocols subprotocols) {
        admissions
                .admit(visitor(request, identity, Protocol.OCPP_16), upgrade::isGone)
                .onSuccess(peer -> open(
                        upgrade, peer, subprotocols.ocpp16(), HandshakeQuirks.ofStrict(request, subprotocols, peer)))
                .onFailure(no -> refuseStrict(upgrade, reason(identity, no)));
    }

    /** Asked before the admission, which would close the socket the charger may have for one that is not served. */
    private Future<Boolean> mayOfferNone(String identity) {
        return config.requireSubprotocol()
                ? services.registry()
                        .rules(identity)
                        .map(rules -> rules.contains(Deviation.NO_SUBPROTOCOL))
                        .recover(no -> reason(identity, no) == Reason.NOT_FOUND
                                ? Future.succeededFuture(false)
                                : Future.failedFuture(no))
                : Future.succeededFuture(true);
    }

    /** OCPP-J 1.6 §3.1.2: complete the handshake without the header, then close. */
    private static void refuseSubprotocol(Upgrade upgrade) {
        upgrade.acceptAndClose(Optional.empty(), "", PROTOCOL_ERROR, "ocpp1.6 must be offered");
    }

    private static void refuseStrict(Upgrade upgrade, Reason reason) {
        switch (reason) {
            case NOT_FOUND, INVALID -> upgrade.refuse(NOT_FOUND);
            case UNAUTHENTICATED -> upgrade.askForCredentials();
            case FORBIDDEN -> upgrade.refuse(FORBIDDEN);
            case BUSY -> upgrade.sayTooOften();
            case CONFLICT, REJECTED, OFFLINE, TIMED_OUT, UNAVAILABLE, INTERNAL -> upgrade.sayUnavailable();
        }
    }

    /** The FlexiCharge dialect at {@code /charger/…} and {@code /connector/…}: nearly everything is said over the socket. */
    public void flexiCharge(HttpServerRequest request) {
        var upgrade = upgrade(request);
        if (!isOpenTo(upgrade)) {
            return;
        }
        var subprotocol = Subprotocols.of(request.headers()).first();
        var identity = SocketPath.flexiChargeIdentity(request.path());
        if (identity.isEmpty()) {
            refuseFlexiCharge(upgrade, Reason.NOT_FOUND, subprotocol);
        } else {
            admissions
                    .admit(visitor(request, identity.get(), Protocol.FLEXICHARGE), upgrade::isGone)
                    .onSuccess(peer -> open(upgrade, peer, subprotocol, HandshakeQuirks.ofAny(request, peer)))
                    .onFailure(no -> refuseFlexiCharge(upgrade, reason(identity.get(), no), subprotocol));
        }
    }

    private static void refuseFlexiCharge(Upgrade upgrade, Reason reason, Optional<String> subprotocol) {
        switch (reason) {
            case NOT_FOUND, INVALID ->
                upgrade.acceptAndClose(
                        subprotocol, FlexiCharge.UNKNOWN_SERIAL_FRAME, POLICY_VIOLATION, "unknown serial number");
            case UNAUTHENTICATED -> upgrade.askForCredentials();
            case FORBIDDEN -> upgrade.refuse(FORBIDDEN);
            case BUSY -> upgrade.sayTooOften();
            case CONFLICT, REJECTED, OFFLINE, TIMED_OUT, UNAVAILABLE, INTERNAL ->
                upgrade.acceptAndClose(subprotocol, "", TRY_AGAIN_LATER, "try again later");
        }
    }

    private Upgrade upgrade(HttpServerRequest request) {
        return new Upgrade(request, config.maxFrameBytes(), services.meters());
    }

    private boolean isOpenTo(Upgrade upgrade) {
        if (shut) {
            upgrade.sayUnavailable();
            return false;
        }
        return upgrade.isAskedFor();
    }

    private Visitor visitor(HttpServerRequest request, String serialNumber, Protocol protocol) {
        return new Visitor(
                serialNumber,
                protocol,
                ClientAddress.of(request, config.trustProxy()),
                Credentials.of(request.headers()),
                Transports.of(request, services.clock()),
                leastSecurityProfile(protocol));
    }

    /** Chargers of the FlexiCharge dialect cannot all send credentials; each is held to its own profile all the same. */
    private int leastSecurityProfile(Protocol protocol) {
        return switch (protocol) {
            case FLEXICHARGE -> 0;
            case OCPP_16 -> config.leastSecurityProfile();
        };
    }

    private void open(Upgrade upgrade, Peer peer, Optional<String> subprotocol, List<Deviation> met) {
        if (shut) {
            upgrade.sayUnavailable();
            giveBack(peer, CloseCause.DRAINED);
            return;
        }
        if (peer.rules().contains(Deviation.NO_DEFLATE)) {
            upgrade.leaveCompressionOut();
        }
        upgrade.accept(subprotocol)
                .onSuccess(socket -> open(socket, peer, met))
                .onFailure(gone -> giveBack(peer, CloseCause.CONNECTION_LOST));
    }

    private void open(ServerWebSocket socket, Peer peer, List<Deviation> met) {
        var connection = ChargerConnection.open(socket, peer, services);
        connection.deviated(met);
        if (shut) {
            // whoever closes all sockets may have looked before this one was there
            connection.leave(CloseCause.DRAINED);
        }
    }

    /** It was admitted, and there is no socket. */
    private void giveBack(Peer peer, CloseCause cause) {
        services.registry()
                .disconnected(new Admission.Disconnected(
                        peer.connectorID(),
                        peer.epoch(),
                        cause.word(),
                        null,
                        services.clock().instant()));
    }

    private static Reason reason(String identity, Throwable no) {
        if (no instanceof Refusal refusal) {
            return refusal.reason();
        }
        About.charger(LOG.atError(), identity).setCause(no).log("The handshake of charger {} failed", identity);
        return Reason.INTERNAL;
    }
}
