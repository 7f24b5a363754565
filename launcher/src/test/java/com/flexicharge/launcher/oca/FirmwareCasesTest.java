package com.flexicharge.launcher.oca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Firmware, diagnostics and logs: the job an operator gives and the train of reports that follows. */
@ExtendWith(TestDatabaseExtension.class)
class FirmwareCasesTest {
    @SuppressWarnings("NullAway.Init")
    static Bench bench;

    @BeforeAll
    static void start(TestDatabase database, @TempDir Path folder) {
        bench = Bench.start(database, folder, Map.of());
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static final String RETRIEVE = "2030-01-01T00:00:00.000Z";

    @ParameterizedTest
    @CsvSource({
        "TC_044_1 installed,Downloading Downloaded Installing Installed",
        "TC_044_2 download failed,Downloading DownloadFailed",
        "TC_044_3 installation failed,Downloading Downloaded Installing InstallationFailed"
    })
    @Tag("TC_044_1")
    @Tag("TC_044_2")
    @Tag("TC_044_3")
    void firmwareUpdate(String name, String train) {
        try (var station = bench.booted()) {
            var payload = "{'location':'ftp://host/firmware','retrieveDate':'" + RETRIEVE + "'}";
            var asked = bench.operate(station, "UpdateFirmware", payload);
            station.gets("UpdateFirmware", payload).answers("{}");
            var command = asked.join();
            assertThat(command.path("state").asText()).isEqualTo("accepted");
            for (var status : train.split(" ", -1)) {
                station.reports(0, "Unavailable");
                station.calls("FirmwareStatusNotification", "{'status':'" + status + "'}", "{}");
                if (status.equals("Installing")) {
                    station.reconnects().boots();
                }
            }
            assertThat(trainOf(station, command)).isEqualTo(train);
        }
    }

    @ParameterizedTest
    @CsvSource({"TC_045_1 uploaded,Uploading Uploaded", "TC_045_2 upload failed,Uploading UploadFailed"})
    @Tag("TC_045_1")
    @Tag("TC_045_2")
    void diagnostics(String name, String train) {
        try (var station = bench.booted()) {
            var asked = bench.operate(station, "GetDiagnostics", "{'location':'ftp://host/anywhere'}");
            station.gets("GetDiagnostics");
            station.answers("{'fileName':'diagnostics.zip'}");
            var command = asked.join();
            for (var status : train.split(" ", -1)) {
                station.calls("DiagnosticsStatusNotification", "{'status':'" + status + "'}", "{}");
            }
            assertThat(trainOf(station, command)).isEqualTo(train);
            bench.until(jobsOf(station), jobs -> jobs.at("/0/fileName").asText().equals("diagnostics.zip"));
        }
    }

    @Test
    @Tag("TC_079")
    void securityLog() {
        try (var station = bench.booted()) {
            var asked = bench.operate(
                    station, "GetLog", "{'logType':'SecurityLog','log':{'remoteLocation':'ftp://host/log'}}");
            var request = station.gets("GetLog");
            assertThat(request.path("logType").asText()).isEqualTo("SecurityLog");
            var requestID = request.path("requestId").asInt();
            station.answers("{'status':'Accepted','filename':'security.log'}");
            var command = asked.join();
            for (var status : new String[] {"Uploading", "Uploaded"}) {
                station.calls(
                        "LogStatusNotification", "{'status':'" + status + "','requestId':" + requestID + "}", "{}");
            }
            assertThat(trainOf(station, command)).isEqualTo("Uploading Uploaded");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TC_080 installed,Downloading Downloaded SignatureVerified Installing InstallRebooting Installed",
        "TC_081 invalid signature,Downloading Downloaded InvalidSignature"
    })
    @Tag("TC_080")
    @Tag("TC_081")
    void signedFirmware(String name, String train) {
        try (var station = bench.booted()) {
            var asked = bench.operate(
                    station,
                    "SignedUpdateFirmware",
                    "{'firmware':{'location':'https://host/fw','retrieveDateTime':'" + RETRIEVE
                            + "','signingCertificate':'PEM','signature':'c2ln'}}");
            var requestID =
                    station.gets("SignedUpdateFirmware").path("requestId").asInt();
            station.answersStatus("Accepted");
            var command = asked.join();
            for (var status : train.split(" ", -1)) {
                station.calls(
                        "SignedFirmwareStatusNotification",
                        "{'status':'" + status + "','requestId':" + requestID + "}",
                        "{}");
                if (status.equals("InstallRebooting")) {
                    station.reconnects().boots();
                }
            }
            if (train.endsWith("InvalidSignature")) {
                station.calls(
                        "SecurityEventNotification",
                        "{'type':'InvalidFirmwareSignature','timestamp':'" + Bench.now() + "'}",
                        "{}");
                bench.until("/chargers/" + station.connectorID() + "/security-events", events -> events.size() == 1);
            }
            assertThat(trainOf(station, command)).isEqualTo(train);
        }
    }

    private static String jobsOf(Station station) {
        return "/chargers/" + station.connectorID() + "/jobs";
    }

    /** What was reported of the command's job, in order; its status is the last word. */
    private static String trainOf(Station station, JsonNode command) {
        var job = bench.get(jobsOf(station)).get(0);
        assertThat(job.path("jobID").asInt()).isEqualTo(command.path("jobID").asInt());
        assertThat(job.path("commandId").asText()).isEqualTo(command.path("id").asText());
        var train = String.join(" ", job.path("events").findValuesAsText("status"));
        assertThat(train).endsWith(job.path("status").asText());
        return train;
    }
}
