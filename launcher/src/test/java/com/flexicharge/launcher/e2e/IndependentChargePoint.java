package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import eu.chargetime.ocpp.ClientEvents;
import eu.chargetime.ocpp.JSONClient;
import eu.chargetime.ocpp.OccurenceConstraintException;
import eu.chargetime.ocpp.UnsupportedFeatureException;
import eu.chargetime.ocpp.feature.profile.ClientCoreEventHandler;
import eu.chargetime.ocpp.feature.profile.ClientCoreProfile;
import eu.chargetime.ocpp.feature.profile.ClientReservationEventHandler;
import eu.chargetime.ocpp.feature.profile.ClientReservationProfile;
import eu.chargetime.ocpp.model.Confirmation;
import eu.chargetime.ocpp.model.Request;
import eu.chargetime.ocpp.model.core.AvailabilityStatus;
import eu.chargetime.ocpp.model.core.ChangeAvailabilityConfirmation;
import eu.chargetime.ocpp.model.core.ChangeAvailabilityRequest;
import eu.chargetime.ocpp.model.core.ChangeConfigurationConfirmation;
import eu.chargetime.ocpp.model.core.ChangeConfigurationRequest;
import eu.chargetime.ocpp.model.core.ClearCacheConfirmation;
import eu.chargetime.ocpp.model.core.ClearCacheRequest;
import eu.chargetime.ocpp.model.core.ClearCacheStatus;
import eu.chargetime.ocpp.model.core.ConfigurationStatus;
import eu.chargetime.ocpp.model.core.DataTransferConfirmation;
import eu.chargetime.ocpp.model.core.DataTransferRequest;
import eu.chargetime.ocpp.model.core.DataTransferStatus;
import eu.chargetime.ocpp.model.core.GetConfigurationConfirmation;
import eu.chargetime.ocpp.model.core.GetConfigurationRequest;
import eu.chargetime.ocpp.model.core.RemoteStartStopStatus;
import eu.chargetime.ocpp.model.core.RemoteStartTransactionConfirmation;
import eu.chargetime.ocpp.model.core.RemoteStartTransactionRequest;
import eu.chargetime.ocpp.model.core.RemoteStopTransactionConfirmation;
import eu.chargetime.ocpp.model.core.RemoteStopTransactionRequest;
import eu.chargetime.ocpp.model.core.ResetConfirmation;
import eu.chargetime.ocpp.model.core.ResetRequest;
import eu.chargetime.ocpp.model.core.ResetStatus;
import eu.chargetime.ocpp.model.core.UnlockConnectorConfirmation;
import eu.chargetime.ocpp.model.core.UnlockConnectorRequest;
import eu.chargetime.ocpp.model.core.UnlockStatus;
import eu.chargetime.ocpp.model.reservation.CancelReservationConfirmation;
import eu.chargetime.ocpp.model.reservation.CancelReservationRequest;
import eu.chargetime.ocpp.model.reservation.CancelReservationStatus;
import eu.chargetime.ocpp.model.reservation.ReservationStatus;
import eu.chargetime.ocpp.model.reservation.ReserveNowConfirmation;
import eu.chargetime.ocpp.model.reservation.ReserveNowRequest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A charge point that others wrote (the Java-OCA-OCPP library): its frames, its checks and its reading of the specification are
 * not ours. It accepts whatever it is asked.
 */
final class IndependentChargePoint implements AutoCloseable {
    private final BlockingQueue<Request> asked = new LinkedBlockingQueue<>();
    private final ClientCoreProfile core = new ClientCoreProfile(new Core());
    private final CompletableFuture<Boolean> open = new CompletableFuture<>();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private final JSONClient client;

    IndependentChargePoint(RunningServer server, String identity) {
        client = new JSONClient(core, identity);
        client.addFeatureProfile(new ClientReservationProfile(new Reservations()));
        client.connect(server.sockets("/ocpp"), new ClientEvents() {
            @Override
            public void connectionOpened() {
                open.complete(true);
            }

            @Override
            public void connectionClosed() {
                closed.complete(true);
            }
        });
        within(open);
    }

    /** Makes requests. */
    ClientCoreProfile core() {
        return core;
    }

    <C extends Confirmation> C send(Class<C> confirmation, Request request) {
        try {
            return confirmation.cast(within(client.send(request).toCompletableFuture()));
        } catch (OccurenceConstraintException | UnsupportedFeatureException e) {
            throw new IllegalStateException("The library does not send " + request, e);
        }
    }

    /** The next request of the server; waits for it. */
    <Q extends Request> Q asked(Class<Q> request) {
        try {
            var next = asked.poll(TestSocket.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(next).isInstanceOf(request);
            return request.cast(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.disconnect();
        within(closed);
    }

    private static <T> T within(CompletableFuture<T> future) {
        return future.orTimeout(TestSocket.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private final class Reservations implements ClientReservationEventHandler {
        @Override
        public ReserveNowConfirmation handleReserveNowRequest(ReserveNowRequest request) {
            asked.add(request);
            return new ReserveNowConfirmation(ReservationStatus.Accepted);
        }

        @Override
        public CancelReservationConfirmation handleCancelReservationRequest(CancelReservationRequest request) {
            asked.add(request);
            return new CancelReservationConfirmation(CancelReservationStatus.Accepted);
        }
    }

    private final class Core implements ClientCoreEventHandler {
        @Override
        public RemoteStartTransactionConfirmation handleRemoteStartTransactionRequest(
                RemoteStartTransactionRequest request) {
            asked.add(request);
            return new RemoteStartTransactionConfirmation(RemoteStartStopStatus.Accepted);
        }

        @Override
        public RemoteStopTransactionConfirmation handleRemoteStopTransactionRequest(
                RemoteStopTransactionRequest request) {
            asked.add(request);
            return new RemoteStopTransactionConfirmation(RemoteStartStopStatus.Accepted);
        }

        @Override
        public DataTransferConfirmation handleDataTransferRequest(DataTransferRequest request) {
            asked.add(request);
            var confirmation = new DataTransferConfirmation(DataTransferStatus.Accepted);
            confirmation.setData("heard: " + request.getData());
            return confirmation;
        }

        @Override
        public ChangeAvailabilityConfirmation handleChangeAvailabilityRequest(ChangeAvailabilityRequest request) {
            asked.add(request);
            return new ChangeAvailabilityConfirmation(AvailabilityStatus.Accepted);
        }

        @Override
        public GetConfigurationConfirmation handleGetConfigurationRequest(GetConfigurationRequest request) {
            asked.add(request);
            return new GetConfigurationConfirmation();
        }

        @Override
        public ChangeConfigurationConfirmation handleChangeConfigurationRequest(ChangeConfigurationRequest request) {
            asked.add(request);
            return new ChangeConfigurationConfirmation(ConfigurationStatus.Accepted);
        }

        @Override
        public ClearCacheConfirmation handleClearCacheRequest(ClearCacheRequest request) {
            asked.add(request);
            return new ClearCacheConfirmation(ClearCacheStatus.Accepted);
        }

        @Override
        public ResetConfirmation handleResetRequest(ResetRequest request) {
            asked.add(request);
            return new ResetConfirmation(ResetStatus.Accepted);
        }

        @Override
        public UnlockConnectorConfirmation handleUnlockConnectorRequest(UnlockConnectorRequest request) {
            asked.add(request);
            return new UnlockConnectorConfirmation(UnlockStatus.Unlocked);
        }
    }
}
