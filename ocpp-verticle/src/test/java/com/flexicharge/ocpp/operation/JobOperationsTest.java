package com.flexicharge.ocpp.operation;

import static com.flexicharge.ocpp.operation.FakeOwners.JOB_ID;
import static com.flexicharge.ocpp.operation.OperationBench.COMMAND;
import static com.flexicharge.ocpp.operation.OperationBench.ID;
import static com.flexicharge.ocpp.operation.OperationBench.NOW;
import static com.flexicharge.ocpp.operation.OperationBench.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.JobEndpoints;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobAnswered;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import com.flexicharge.shared.contract.charger.JobEndpoints.MakeJob;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetDiagnostics, UpdateFirmware, GetLog and SignedUpdateFirmware: each makes a job, which follows the answer. */
class JobOperationsTest {
    private static final String LOG = "'logType':'SecurityLog','log':{'remoteLocation':'ftp://x'}";
    private static final String FIRMWARE =
            "'firmware':{'location':'x','retrieveDateTime':'2026-01-01T00:00:00Z','signingCertificate':'c','signature':'s'}";

    private final OperationBench bench = new OperationBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void diagnosticsGoOutAsAskedAndAreAJob_TC_045_1() {
        var made = get(bench.made("GetDiagnostics", "{'location':'any text'}"));
        assertThat(made.jobID()).isEqualTo(JOB_ID);
        assertThat(bench.owners.heard()).containsExactly(new MakeJob(ID, JobKind.DIAGNOSTICS, COMMAND, null, NOW));
        assertThat(bench.sent("GetDiagnostics", "{'retries':2,'location':'any text'}"))
                .isEqualTo("[2,'x1','GetDiagnostics',{'location':'any text','retries':2}]");
    }

    @Test
    void firmwareGoesOutAsAskedAndIsAJob_TC_044_1() {
        assertThat(bench.sent(
                        "UpdateFirmware", "{'retrieveDate':'2026-01-01T00:00:00+02:00','location':'http://x/fw'}"))
                .isEqualTo(
                        "[2,'x1','UpdateFirmware',{'location':'http://x/fw','retrieveDate':'2026-01-01T00:00:00+02:00'}]");
        assertThat(bench.owners.heard()).containsExactly(new MakeJob(ID, JobKind.FIRMWARE, COMMAND, null, NOW));
    }

    @Test
    void aLogWithoutANumberGetsTheJobs_TC_079() {
        assertThat(bench.sent("GetLog", "{" + LOG + "}"))
                .isEqualTo(
                        "[2,'x1','GetLog',{'log':{'remoteLocation':'ftp://x'},'logType':'SecurityLog','requestId':31}]");
        assertThat(bench.owners.heard()).containsExactly(new MakeJob(ID, JobKind.LOG, COMMAND, null, NOW));
    }

    @Test
    void theOperatorsOwnNumberGoesOut() {
        assertThat(bench.sent("GetLog", "{'requestId':8," + LOG + "}")).endsWith("'requestId':8}]");
        assertThat(bench.sent("SignedUpdateFirmware", "{'requestId':9," + FIRMWARE + "}"))
                .startsWith("[2,'x1','SignedUpdateFirmware',{'requestId':9,'firmware':{");
        assertThat(bench.owners.heard())
                .containsExactly(
                        new MakeJob(ID, JobKind.LOG, COMMAND, 8, NOW),
                        new MakeJob(ID, JobKind.SIGNED_FIRMWARE, COMMAND, 9, NOW));
    }

    @Test
    void signedFirmwareWithoutANumberGetsTheJobs_TC_080() {
        assertThat(bench.sent("SignedUpdateFirmware", "{" + FIRMWARE + "}"))
                .isEqualTo("[2,'x1','SignedUpdateFirmware',{'requestId':31," + FIRMWARE + "}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GetDiagnostics|{'location':'x','requestId':1}|/requestId",
                "GetDiagnostics|{}|/location",
                "UpdateFirmware|{'location':'x','retrieveDate':'2026-01-01T00:00:00Z','requestId':1}|/requestId",
                "GetLog|{" + LOG + ",'requestId':'x'}|/requestId",
                "GetLog|{" + LOG + ",'requestId':null}|/requestId",
                "GetLog|{'log':{}}|/log/remoteLocation",
                "SignedUpdateFirmware|{" + FIRMWARE + ",'requestId':1.5}|/requestId",
                "SignedUpdateFirmware|{}|/firmware",
            })
    void whatDoesNotFitMakesNoJob(String action, String asked, String pointer) {
        var refusal = bench.refused(action, asked);
        assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
        assertThat(refusal.faults()).contains(new Refusal.Fault(pointer, "invalidPayload"));
        assertThat(bench.owners.heard()).isEmpty();
    }

    @Test
    void withTheJobsAwayNothingIsMade() {
        get(bench.owners.away(JobEndpoints.MAKE_JOB));
        assertThat(bench.refused("GetDiagnostics", "{'location':'x'}").reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "GetDiagnostics|{'location':'x'}|{'fileName':'diag.zip'}|accepted|diag.zip",
                "GetDiagnostics|{'location':'x'}|{}|accepted|none",
                "UpdateFirmware|{}|{}|accepted|none",
                "GetLog|{}|{'status':'Accepted','filename':'log.txt'}|Accepted|log.txt",
                "GetLog|{}|{'status':'AcceptedCanceled'}|AcceptedCanceled|none",
                "GetLog|{}|{'status':'Rejected'}|Rejected|none",
                "SignedUpdateFirmware|{}|{'status':'Accepted'}|Accepted|none",
                "SignedUpdateFirmware|{}|{'status':'InvalidCertificate'}|InvalidCertificate|none",
            })
    void theJobSaysWhatTheChargerAnswered(
            String action, String request, String response, String status, @Nullable String fileName) {
        bench.answered(action, request, response);
        assertThat(bench.owners.heard()).containsExactly(new JobAnswered(JOB_ID, status, fileName, NOW));
    }

    @ParameterizedTest
    @CsvSource({"GetDiagnostics,timedOut", "UpdateFirmware,expired", "GetLog,failed", "SignedUpdateFirmware,cancelled"})
    void aJobThatWasNotAnsweredSaysHowItsCommandEnded(String action, String stateWord) {
        bench.unanswered(action, "{}", stateWord);
        assertThat(bench.owners.heard()).containsExactly(new JobAnswered(JOB_ID, stateWord, null, NOW));
    }
}
