package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.charger.JobEndpoints;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobReported;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.EventSource;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvent;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Promise;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What chargers say of their jobs and of their security, frame by frame. */
@ExtendWith(TestDatabaseExtension.class)
class ReportSocketTest {
    private static final int ID = 100_001;
    private static final Instant NOW = Instant.parse(TestNode.NOW);
    private static final String SECURITY_EVENT =
            "[2,\"1\",\"SecurityEventNotification\",{\"type\":\"InvalidFirmwareSignature\","
                    + "\"timestamp\":\"2026-01-02T04:03:59+01:00\",\"techInfo\":\"slot 2\"}]";

    private final TestNode node;

    ReportSocketTest(TestDatabase database) {
        node = new TestNode(database, TestConfig.standard());
    }

    @BeforeEach
    void know() {
        node.others.charger(ID, "CP1");
    }

    @AfterEach
    void close() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "DiagnosticsStatusNotification, UploadFailed, DIAGNOSTICS",
        "DiagnosticsStatusNotification, Idle, DIAGNOSTICS",
        "FirmwareStatusNotification, InstallationFailed, FIRMWARE",
        "LogStatusNotification, PermissionDenied, LOG",
        "SignedFirmwareStatusNotification, InvalidSignature, SIGNED_FIRMWARE"
    })
    void aReportOfAJobWithoutANumber(String action, String status, JobKind kind) {
        node.booted("CP1")
                .send("[2,\"1\",\"" + action + "\",{\"status\":\"" + status + "\"}]")
                .gets("[3,\"1\",{}]");

        assertThat(node.others.onlyAsked(JobReported.class)).isEqualTo(new JobReported(ID, kind, null, status, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "LogStatusNotification, Uploaded, LOG",
        "SignedFirmwareStatusNotification, InstallVerificationFailed, SIGNED_FIRMWARE"
    })
    void aReportOfAJobWithItsNumber(String action, String status, JobKind kind) {
        node.booted("CP1")
                .send("[2,\"1\",\"" + action + "\",{\"status\":\"" + status + "\",\"requestId\":4711}]")
                .gets("[3,\"1\",{}]");

        assertThat(node.others.onlyAsked(JobReported.class)).isEqualTo(new JobReported(ID, kind, 4711, status, NOW));
    }

    @Test
    void everyReportIsHandedOnAlsoTheSameOneTwice() {
        var charger = node.booted("CP1");
        for (var status : new String[] {"Downloading", "Downloading", "Downloaded"}) {
            charger.send("[2,\"1\",\"FirmwareStatusNotification\",{\"status\":\"" + status + "\"}]")
                    .gets("[3,\"1\",{}]");
        }

        assertThat(node.others.asked(JobReported.class))
                .extracting(JobReported::status)
                .containsExactly("Downloading", "Downloading", "Downloaded");
    }

    @Test
    void aReportThatCannotBeStoredIsToBeSentAgain() {
        node.others.refuse(JobEndpoints.JOB_REPORTED, Reason.UNAVAILABLE);

        node.booted("CP1")
                .send("[2,\"1\",\"FirmwareStatusNotification\",{\"status\":\"Installed\"}]")
                .gets(
                        "[4,\"1\",\"InternalError\",\"The message could not be handled; please send it again later\",{}]");
    }

    @Test
    void aSecurityEventKeepsTheChargersTimeAsSentAndAsRead() {
        node.booted("CP1").send(SECURITY_EVENT).gets("[3,\"1\",{}]");

        assertThat(node.others.onlyAsked(SecurityEvent.class))
                .isEqualTo(new SecurityEvent(
                        ID,
                        "InvalidFirmwareSignature",
                        "slot 2",
                        Instant.parse("2026-01-02T03:03:59Z"),
                        "2026-01-02T04:03:59+01:00",
                        NOW,
                        EventSource.CHARGER));
    }

    @Test
    void aSecurityEventIsAcknowledgedWhenItIsStored() {
        Promise<Void> stored = Promise.promise();
        node.others.holdUp(SecurityEventEndpoints.REPORT_SECURITY_EVENT, stored.future());
        var charger = node.booted("CP1").send(SECURITY_EVENT);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(node.others.asked(SecurityEvent.class)).hasSize(1));
        assertThat(charger.unread()).isEmpty();

        stored.complete();

        charger.gets("[3,\"1\",{}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DiagnosticsStatusNotification",
                "FirmwareStatusNotification",
                "LogStatusNotification",
                "SignedFirmwareStatusNotification",
                "SecurityEventNotification"
            })
    void theFlexiChargeDialectKnowsNoneOfThem(String action) {
        node.flexiCharge("CP1")
                .send("[2,\"1\",\"" + action + "\",{\"status\":\"Idle\"}]")
                .gets("[4,\"1\",\"NotImplemented\",\"The *" + action + "* function is not implemented yet.\",{}]");
    }
}
