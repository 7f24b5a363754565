package com.flexicharge.ocpp.operation;

import com.flexicharge.shared.bus.Bus;
import java.util.List;

/** Every action that is more than passing its payload on. */
public final class Operations {
    private Operations() {}

    /** One for an action; those not among them go out as they are asked and change nothing here. */
    public static List<Operation> of(Bus bus) {
        return List.of(
                new CancelReservationOperation(bus),
                new CertificateSignedOperation(bus),
                new ChangeConfigurationOperation(bus),
                new ClearChargingProfileOperation(bus),
                new DeleteCertificateOperation(bus),
                new GetConfigurationOperation(bus),
                new GetDiagnosticsOperation(bus),
                new GetInstalledCertificateIdsOperation(bus),
                new GetLocalListVersionOperation(bus),
                new GetLogOperation(bus),
                new InstallCertificateOperation(bus),
                new RemoteStartTransactionOperation(bus),
                new ReserveNowOperation(bus),
                new SendLocalListOperation(bus),
                new SetChargingProfileOperation(bus),
                new SignedUpdateFirmwareOperation(bus),
                new UpdateFirmwareOperation(bus));
    }
}
