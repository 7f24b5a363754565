package com.flexicharge.ocpp.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.Parsed;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every CALL of ours on the wire: compact, members in schema order whatever order they were asked in, values as asked. */
class StrictSentTest {
    private static final Strict16 STRICT = new Strict16();

    private static final String PROFILE_ASKED =
            "{'chargingSchedule':{'minChargingRate':6.50,'chargingSchedulePeriod':[{'numberPhases':3,'limit':11.4,'startPeriod':0},"
                    + "{'limit':16.0,'startPeriod':60}],'chargingRateUnit':'A','startSchedule':'2026-01-02T00:00:00Z','duration':86400},"
                    + "'validTo':'2027-01-01T00:00:00Z','validFrom':'2026-01-01T00:00:00Z','recurrencyKind':'Daily',"
                    + "'chargingProfileKind':'Recurring','chargingProfilePurpose':'TxProfile','stackLevel':1,'transactionId':4711,"
                    + "'chargingProfileId':5}";

    private static final String PROFILE_SENT =
            "{'chargingProfileId':5,'transactionId':4711,'stackLevel':1,'chargingProfilePurpose':'TxProfile',"
                    + "'chargingProfileKind':'Recurring','recurrencyKind':'Daily','validFrom':'2026-01-01T00:00:00Z',"
                    + "'validTo':'2027-01-01T00:00:00Z','chargingSchedule':{'duration':86400,'startSchedule':'2026-01-02T00:00:00Z',"
                    + "'chargingRateUnit':'A','chargingSchedulePeriod':[{'startPeriod':0,'limit':11.4,'numberPhases':3},"
                    + "{'startPeriod':60,'limit':16}],'minChargingRate':6.50}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CancelReservation|{'reservationId':7}|{'reservationId':7}",
                "ChangeAvailability|{'type':'Inoperative','connectorId':0}|{'connectorId':0,'type':'Inoperative'}",
                "ChangeConfiguration|{'value':'60','key':'HeartbeatInterval'}|{'key':'HeartbeatInterval','value':'60'}",
                "ClearCache|{}|{}",
                "ClearChargingProfile|{'stackLevel':0,'chargingProfilePurpose':'TxDefaultProfile','connectorId':1,'id':2}"
                        + "|{'id':2,'connectorId':1,'chargingProfilePurpose':'TxDefaultProfile','stackLevel':0}",
                "ClearChargingProfile|{}|{}",
                "DataTransfer|{'data':'d','messageId':'m','vendorId':'v'}|{'vendorId':'v','messageId':'m','data':'d'}",
                "GetCompositeSchedule|{'chargingRateUnit':'W','duration':60,'connectorId':1}"
                        + "|{'connectorId':1,'duration':60,'chargingRateUnit':'W'}",
                "GetConfiguration|{}|{}",
                "GetConfiguration|{'key':[]}|{'key':[]}",
                "GetConfiguration|{'key':['HeartbeatInterval']}|{'key':['HeartbeatInterval']}",
                "GetDiagnostics|{'stopTime':'2026-01-02T00:00:00Z','startTime':'2026-01-01T00:00:00Z','retryInterval':5,"
                        + "'retries':1,'location':'ftp://x'}|{'location':'ftp://x','retries':1,'retryInterval':5,"
                        + "'startTime':'2026-01-01T00:00:00Z','stopTime':'2026-01-02T00:00:00Z'}",
                "GetLocalListVersion|{}|{}",
                "RemoteStartTransaction|{'idTag':'A','connectorId':1}|{'connectorId':1,'idTag':'A'}",
                "RemoteStartTransaction|{'idTag':'A'}|{'idTag':'A'}",
                "RemoteStopTransaction|{'transactionId':4711}|{'transactionId':4711}",
                "ReserveNow|{'reservationId':7,'parentIdTag':'P','idTag':'A','expiryDate':'2026-01-02T03:04:05.678Z','connectorId':0}"
                        + "|{'connectorId':0,'expiryDate':'2026-01-02T03:04:05.678Z','idTag':'A','parentIdTag':'P','reservationId':7}",
                "Reset|{'type':'Hard'}|{'type':'Hard'}",
                "SendLocalList|{'updateType':'Differential','localAuthorizationList':[{'idTagInfo':{'status':'Accepted',"
                        + "'expiryDate':'2026-01-02T00:00:00Z'},'idTag':'A'},{'idTag':'B'}],'listVersion':2}"
                        + "|{'listVersion':2,'localAuthorizationList':[{'idTag':'A','idTagInfo':{'expiryDate':'2026-01-02T00:00:00Z',"
                        + "'status':'Accepted'}},{'idTag':'B'}],'updateType':'Differential'}",
                "TriggerMessage|{'connectorId':1,'requestedMessage':'MeterValues'}|{'requestedMessage':'MeterValues','connectorId':1}",
                "UnlockConnector|{'connectorId':9}|{'connectorId':9}",
                "UpdateFirmware|{'retryInterval':5,'retrieveDate':'2026-01-02T00:00:00+01:00','retries':1,'location':'any text'}"
                        + "|{'location':'any text','retries':1,'retrieveDate':'2026-01-02T00:00:00+01:00','retryInterval':5}",
                "CertificateSigned|{'certificateChain':'PEM'}|{'certificateChain':'PEM'}",
                "DeleteCertificate|{'certificateHashData':{'serialNumber':'1','issuerKeyHash':'k','issuerNameHash':'n','hashAlgorithm':'SHA256'}}"
                        + "|{'certificateHashData':{'hashAlgorithm':'SHA256','issuerNameHash':'n','issuerKeyHash':'k','serialNumber':'1'}}",
                "ExtendedTriggerMessage|{'connectorId':1,'requestedMessage':'SignChargePointCertificate'}"
                        + "|{'requestedMessage':'SignChargePointCertificate','connectorId':1}",
                "GetInstalledCertificateIds|{'certificateType':'ManufacturerRootCertificate'}"
                        + "|{'certificateType':'ManufacturerRootCertificate'}",
                "GetLog|{'retryInterval':5,'retries':1,'requestId':3,'logType':'SecurityLog','log':{'latestTimestamp':'2026-01-02T00:00:00Z',"
                        + "'oldestTimestamp':'2026-01-01T00:00:00Z','remoteLocation':'x'}}|{'log':{'remoteLocation':'x',"
                        + "'oldestTimestamp':'2026-01-01T00:00:00Z','latestTimestamp':'2026-01-02T00:00:00Z'},'logType':'SecurityLog',"
                        + "'requestId':3,'retries':1,'retryInterval':5}",
                "InstallCertificate|{'certificate':'no PEM','certificateType':'CentralSystemRootCertificate'}"
                        + "|{'certificateType':'CentralSystemRootCertificate','certificate':'no PEM'}",
                "SignedUpdateFirmware|{'firmware':{'signature':'s','signingCertificate':'c','installDateTime':'2026-01-02T00:00:00Z',"
                        + "'retrieveDateTime':'2026-01-01T00:00:00Z','location':'x'},'requestId':3,'retryInterval':5,'retries':1}"
                        + "|{'retries':1,'retryInterval':5,'requestId':3,'firmware':{'location':'x','retrieveDateTime':'2026-01-01T00:00:00Z',"
                        + "'installDateTime':'2026-01-02T00:00:00Z','signingCertificate':'c','signature':'s'}}",
            })
    void everyCallOfOurs(String action, String asked, String sent) {
        assertThat(STRICT.writeCall("x1", request(action, asked)))
                .isEqualTo(("[2,'x1','" + action + "'," + sent + "]").replace('\'', '"'));
    }

    @Test
    void chargingProfilesTravelInsideTheirMessages() {
        assertThat(STRICT.writeCall(
                        "x1",
                        request("SetChargingProfile", "{'csChargingProfiles':" + PROFILE_ASKED + ",'connectorId':1}")))
                .isEqualTo(("[2,'x1','SetChargingProfile',{'connectorId':1,'csChargingProfiles':" + PROFILE_SENT + "}]")
                        .replace('\'', '"'));
        assertThat(STRICT.writeCall(
                        "x1",
                        request(
                                "RemoteStartTransaction",
                                "{'chargingProfile':" + PROFILE_ASKED + ",'idTag':'A','connectorId':1}")))
                .isEqualTo(("[2,'x1','RemoteStartTransaction',{'connectorId':1,'idTag':'A','chargingProfile':"
                                + PROFILE_SENT + "}]")
                        .replace('\'', '"'));
    }

    @Test
    void everyActionThatGoesToTheChargerIsSent() {
        assertThat(Arrays.stream(Action.values()).filter(STRICT::sends))
                .hasSize(26)
                .contains(Action.DATA_TRANSFER);
    }

    private static OcppRequest request(String action, String json) {
        var payload = Json.tree(json.replace('\'', '"')).orElseThrow();
        var parsed = Action.named(action).orElseThrow().readRequest(payload, Set.of());
        return ((Parsed.Valid<OcppRequest>) parsed).value();
    }
}
