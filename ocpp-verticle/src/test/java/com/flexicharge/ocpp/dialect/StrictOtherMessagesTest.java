package com.flexicharge.ocpp.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.Parsed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages about firmware, diagnostics, logs and certificates, and what chargers answer to each CALL of ours. */
class StrictOtherMessagesTest {
    private static final Strict16 STRICT = new Strict16();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DiagnosticsStatusNotification|{'status':'UploadFailed'}|accepted",
                "DiagnosticsStatusNotification|{'status':'Downloading'}|PropertyConstraintViolation",
                "FirmwareStatusNotification|{'status':'InstallationFailed'}|accepted",
                "FirmwareStatusNotification|{'status':'InstallRebooting'}|PropertyConstraintViolation",
                "FirmwareStatusNotification|{}|OccurenceConstraintViolation",
                "LogStatusNotification|{'status':'UploadFailure','requestId':3}|accepted",
                "LogStatusNotification|{'status':'Idle'}|accepted",
                "LogStatusNotification|{'status':'Idle','requestId':'3'}|TypeConstraintViolation",
                "SecurityEventNotification|{'type':'InvalidChargePointCertificate','timestamp':'2026-01-02T03:04:05Z','techInfo':'x'}|accepted",
                "SecurityEventNotification|{'type':'Anything','timestamp':'soon'}|PropertyConstraintViolation",
                "SignCertificate|{'csr':'PEM'}|accepted",
                "SignCertificate|{'csr':1}|TypeConstraintViolation",
                "SignedFirmwareStatusNotification|{'status':'InvalidSignature','requestId':3}|accepted",
                "SignedFirmwareStatusNotification|{'status':'Broken'}|PropertyConstraintViolation",
            })
    void fromTheCharger(String action, String payload, String expected) {
        var answer = Answers.to(STRICT, ("[2,'7','" + action + "'," + payload + "]").replace('\'', '"'));
        assertThat(answer).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CancelReservation|{'status':'Rejected'}",
                "ChangeAvailability|{'status':'Scheduled'}",
                "ChangeConfiguration|{'status':'RebootRequired'}",
                "ClearCache|{'status':'Accepted'}",
                "ClearChargingProfile|{'status':'Unknown'}",
                "DataTransfer|{'status':'UnknownMessageId','data':'d'}",
                "GetCompositeSchedule|{'status':'Accepted','connectorId':1,'scheduleStart':'2026-01-02T03:04:05Z',"
                        + "'chargingSchedule':{'chargingRateUnit':'W','chargingSchedulePeriod':[{'startPeriod':0,'limit':11000.5}]}}",
                "GetCompositeSchedule|{'status':'Rejected'}",
                "GetConfiguration|{}",
                "GetConfiguration|{'configurationKey':[{'key':'K','readonly':true}],'unknownKey':[]}",
                "GetDiagnostics|{}",
                "GetDiagnostics|{'fileName':'d.zip'}",
                "GetLocalListVersion|{'listVersion':-1}",
                "RemoteStartTransaction|{'status':'Rejected'}",
                "RemoteStopTransaction|{'status':'Accepted'}",
                "ReserveNow|{'status':'Occupied'}",
                "Reset|{'status':'Accepted'}",
                "SendLocalList|{'status':'VersionMismatch'}",
                "SetChargingProfile|{'status':'NotSupported'}",
                "TriggerMessage|{'status':'NotImplemented'}",
                "UnlockConnector|{'status':'UnlockFailed'}",
                "UpdateFirmware|{}",
                "CertificateSigned|{'status':'Rejected'}",
                "DeleteCertificate|{'status':'NotFound'}",
                "ExtendedTriggerMessage|{'status':'NotImplemented'}",
                "GetInstalledCertificateIds|{'status':'NotFound'}",
                "GetInstalledCertificateIds|{'status':'Accepted','certificateHashData':[]}",
                "GetInstalledCertificateIds|{'status':'Accepted','certificateHashData':[{'hashAlgorithm':'SHA512',"
                        + "'issuerNameHash':'n','issuerKeyHash':'k','serialNumber':'1'}]}",
                "GetLog|{'status':'AcceptedCanceled','filename':'l.zip'}",
                "InstallCertificate|{'status':'Failed'}",
                "SignedUpdateFirmware|{'status':'RevokedCertificate'}",
            })
    void answersToOurCalls(String action, String payload) {
        var result = Answers.result(STRICT, ("[3,'x1'," + payload + "]").replace('\'', '"'));
        var parsed = STRICT.readResponse(Action.named(action).orElseThrow(), result);
        assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    }
}
