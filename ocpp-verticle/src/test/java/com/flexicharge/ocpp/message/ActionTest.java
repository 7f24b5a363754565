package com.flexicharge.ocpp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActionTest {
    private record Stranger() implements OcppRequest {}

    @Test
    void allMessagesOfOcpp16AndItsSecurityExtensionAreNamed() {
        assertThat(Arrays.stream(Action.values()).map(Action::wire))
                .containsExactlyInAnyOrder(
                        "Authorize",
                        "BootNotification",
                        "CancelReservation",
                        "ChangeAvailability",
                        "ChangeConfiguration",
                        "ClearCache",
                        "ClearChargingProfile",
                        "DataTransfer",
                        "DiagnosticsStatusNotification",
                        "FirmwareStatusNotification",
                        "GetCompositeSchedule",
                        "GetConfiguration",
                        "GetDiagnostics",
                        "GetLocalListVersion",
                        "Heartbeat",
                        "MeterValues",
                        "RemoteStartTransaction",
                        "RemoteStopTransaction",
                        "ReserveNow",
                        "Reset",
                        "SendLocalList",
                        "SetChargingProfile",
                        "StartTransaction",
                        "StatusNotification",
                        "StopTransaction",
                        "TriggerMessage",
                        "UnlockConnector",
                        "UpdateFirmware",
                        "CertificateSigned",
                        "DeleteCertificate",
                        "ExtendedTriggerMessage",
                        "GetInstalledCertificateIds",
                        "GetLog",
                        "InstallCertificate",
                        "LogStatusNotification",
                        "SecurityEventNotification",
                        "SignCertificate",
                        "SignedFirmwareStatusNotification",
                        "SignedUpdateFirmware");
    }

    @Test
    void fourteenComeFromChargersAndOnlyDataTransferGoesBothWays() {
        assertThat(Arrays.stream(Action.values()).filter(Action::comesFromCharger))
                .hasSize(14);
        assertThat(Arrays.stream(Action.values()).filter(action -> action.comesFromCharger() && action.goesToCharger()))
                .containsExactly(Action.DATA_TRANSFER);
    }

    @Test
    void anActionIsFoundByItsNameAndByItsRequest() {
        assertThat(Action.named("StopTransaction")).contains(Action.STOP_TRANSACTION);
        assertThat(Action.named("stopTransaction")).isEmpty();
        assertThat(Action.of(new GetConfiguration.Request(Optional.empty()))).isEqualTo(Action.GET_CONFIGURATION);
        assertThatThrownBy(() -> Action.of(new Stranger())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wordsAreSpelledAsOcppSpellsThem() {
        assertThat(AuthorizationStatus.CONCURRENT_TX.wire()).isEqualTo("ConcurrentTx");
        assertThat(UnitOfMeasure.CELSIUS.wire()).isEqualTo("Celsius");
        assertThat(Words.of(UnitOfMeasure.class, "Celcius")).contains(UnitOfMeasure.CELSIUS);
        assertThat(Arrays.stream(StopTransaction.Reason.values()).map(Word::wire))
                .containsExactly(
                        "DeAuthorized",
                        "EmergencyStop",
                        "EVDisconnected",
                        "HardReset",
                        "Local",
                        "Other",
                        "PowerLoss",
                        "Reboot",
                        "Remote",
                        "SoftReset",
                        "UnlockCommand");
        assertThat(Arrays.stream(UnitOfMeasure.values()).map(Word::wire))
                .containsExactly(
                        "A",
                        "Celsius",
                        "Fahrenheit",
                        "K",
                        "Percent",
                        "V",
                        "VA",
                        "W",
                        "Wh",
                        "kVA",
                        "kvar",
                        "kvarh",
                        "kWh",
                        "kW",
                        "var",
                        "varh");
        assertThat(Arrays.stream(Measurand.values()).map(Word::wire))
                .contains("SoC", "RPM", "Frequency")
                .hasSize(22);
    }
}
