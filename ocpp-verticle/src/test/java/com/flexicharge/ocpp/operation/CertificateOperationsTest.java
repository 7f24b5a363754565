package com.flexicharge.ocpp.operation;

import static com.flexicharge.ocpp.operation.OperationBench.ID;
import static com.flexicharge.ocpp.operation.OperationBench.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateDeleted;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateHash;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateKind;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificatesListed;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.ChainAnswered;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.RootAnswered;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The four messages about certificates: unchanged on the wire, and what is noted of a charger's certificates. */
class CertificateOperationsTest {
    private static final String HASH =
            "{'hashAlgorithm':'SHA256','issuerNameHash':'n','issuerKeyHash':'k','serialNumber':'0a'}";
    private static final CertificateHash NOTED = new CertificateHash("SHA256", "n", "k", "0a");

    private final OperationBench bench = new OperationBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void certificatesAndHashesGoOutUnchanged_TC_075() {
        var pem = "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n";
        assertThat(bench.sent(
                        "InstallCertificate",
                        "{'certificate':'" + pem + "','certificateType':'ManufacturerRootCertificate'}"))
                .isEqualTo(
                        "[2,'x1','InstallCertificate',{'certificateType':'ManufacturerRootCertificate','certificate':'"
                                + pem + "'}]");
        assertThat(bench.sent("CertificateSigned", "{'certificateChain':'" + pem + pem + "'}"))
                .isEqualTo("[2,'x1','CertificateSigned',{'certificateChain':'" + pem + pem + "'}]");
        assertThat(bench.sent("DeleteCertificate", "{'certificateHashData':" + HASH + "}"))
                .isEqualTo("[2,'x1','DeleteCertificate',{'certificateHashData':" + HASH + "}]");
        assertThat(bench.sent("GetInstalledCertificateIds", "{'certificateType':'CentralSystemRootCertificate'}"))
                .isEqualTo("[2,'x1','GetInstalledCertificateIds',{'certificateType':'CentralSystemRootCertificate'}]");
    }

    @Test
    void aRootTheChargerTookIsNoted() {
        bench.answered(
                "InstallCertificate",
                "{'certificateType':'CentralSystemRootCertificate','certificate':'PEM'}",
                "{'status':'Accepted'}");
        assertThat(bench.owners.heard())
                .containsExactly(new RootAnswered(ID, CertificateKind.CENTRAL_SYSTEM_ROOT, "PEM", true, null, NOW));
    }

    @ParameterizedTest
    @CsvSource({"Rejected", "Failed"})
    void aRootTheChargerRefusedIsNotedWithItsWord_TC_078(String status) {
        bench.answered(
                "InstallCertificate",
                "{'certificateType':'ManufacturerRootCertificate','certificate':'no certificate'}",
                "{'status':'" + status + "'}");
        assertThat(bench.owners.heard())
                .containsExactly(
                        new RootAnswered(ID, CertificateKind.MANUFACTURER_ROOT, "no certificate", false, status, NOW));
    }

    @Test
    void theChargersOwnCertificateIsNotedByItsAnswer_TC_077() {
        bench.answered("CertificateSigned", "{'certificateChain':'PEM'}", "{'status':'Accepted'}");
        bench.answered("CertificateSigned", "{'certificateChain':'PEM'}", "{'status':'Rejected'}");
        assertThat(bench.owners.heard())
                .containsExactly(
                        new ChainAnswered(ID, "PEM", true, null, NOW),
                        new ChainAnswered(ID, "PEM", false, "Rejected", NOW));
    }

    @Test
    void aDeletedCertificateIsForgotten_TC_076() {
        bench.answered("DeleteCertificate", "{'certificateHashData':" + HASH + "}", "{'status':'Accepted'}");
        assertThat(bench.owners.heard()).containsExactly(new CertificateDeleted(ID, NOTED, NOW));
    }

    @ParameterizedTest
    @CsvSource({"Failed", "NotFound"})
    void aCertificateThatWasNotDeletedStays(String status) {
        bench.answered("DeleteCertificate", "{'certificateHashData':" + HASH + "}", "{'status':'" + status + "'}");
        assertThat(bench.owners.heard()).isEmpty();
    }

    @Test
    void whatTheChargerListsIsWhatItHas() {
        bench.answered(
                "GetInstalledCertificateIds",
                "{'certificateType':'ManufacturerRootCertificate'}",
                "{'status':'Accepted','certificateHashData':[" + HASH + "," + HASH + "]}");
        assertThat(bench.owners.heard())
                .containsExactly(new CertificatesListed(ID, CertificateKind.MANUFACTURER_ROOT, List.of(NOTED), NOW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{'status':'NotFound'}", "{'status':'Accepted'}", "{'status':'Accepted','certificateHashData':[]}"
            })
    void anEmptyListIsSurvived_TC_076(String response) {
        bench.answered("GetInstalledCertificateIds", "{'certificateType':'CentralSystemRootCertificate'}", response);
        assertThat(bench.owners.heard())
                .containsExactly(new CertificatesListed(ID, CertificateKind.CENTRAL_SYSTEM_ROOT, List.of(), NOW));
    }

    @Test
    void silenceSaysNothingOfCertificates() {
        bench.unanswered(
                "InstallCertificate",
                "{'certificateType':'ManufacturerRootCertificate','certificate':'PEM'}",
                "failed");
        bench.unanswered("CertificateSigned", "{'certificateChain':'PEM'}", "timedOut");
        bench.unanswered("DeleteCertificate", "{'certificateHashData':" + HASH + "}", "expired");
        bench.unanswered("GetInstalledCertificateIds", "{'certificateType':'ManufacturerRootCertificate'}", "timedOut");
        assertThat(bench.owners.heard()).isEmpty();
    }
}
