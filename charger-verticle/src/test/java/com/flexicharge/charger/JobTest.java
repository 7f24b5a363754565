package com.flexicharge.charger;

import static com.flexicharge.shared.contract.charger.JobEndpoints.JobKind.DIAGNOSTICS;
import static com.flexicharge.shared.contract.charger.JobEndpoints.JobKind.FIRMWARE;
import static com.flexicharge.shared.contract.charger.JobEndpoints.JobKind.LOG;
import static com.flexicharge.shared.contract.charger.JobEndpoints.JobKind.SIGNED_FIRMWARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.JobEndpoints;
import com.flexicharge.shared.contract.charger.JobEndpoints.GetJobs;
import com.flexicharge.shared.contract.charger.JobEndpoints.Job;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobAnswered;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobEvent;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobMade;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobReported;
import com.flexicharge.shared.contract.charger.JobEndpoints.MakeJob;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Firmware, diagnostics and logs: the work a charger is given, and what it says of it. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private RunningRegistry registry;

    @BeforeAll
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void aFirmwareUpdateFromItsCommandToItsLastWord() {
        var id = registry.charger("job-firmware").connectorID();
        var made = make(id, FIRMWARE, "cmd_fw", null);
        assertThat(made.requestID()).isEqualTo(made.jobID());
        assertThat(jobs(id)).extracting(Job::status).containsExactly("queued");

        answer(made, "accepted", null);
        assertThat(jobs(id)).extracting(Job::status).containsExactly("accepted");

        report(id, FIRMWARE, null, "Downloading", NOW.plusSeconds(10));
        report(id, FIRMWARE, null, "Downloading", NOW.plusSeconds(10));
        report(id, FIRMWARE, null, "Installed", NOW.plusSeconds(60));

        assertThat(jobs(id))
                .containsExactly(new Job(
                        made.jobID(),
                        id,
                        FIRMWARE,
                        made.jobID(),
                        "cmd_fw",
                        null,
                        "Installed",
                        NOW,
                        List.of(
                                new JobEvent("Downloading", NOW.plusSeconds(10)),
                                new JobEvent("Downloading", NOW.plusSeconds(10)),
                                new JobEvent("Installed", NOW.plusSeconds(60)))));
    }

    @Test
    void oneCommandMakesOneJobHoweverOftenItIsAskedFor() {
        var id = registry.charger("job-again").connectorID();

        var made = make(id, LOG, "cmd_again", 77);

        assertThat(make(id, LOG, "cmd_again", 77)).isEqualTo(made).isEqualTo(new JobMade(made.jobID(), 77));
        assertThat(jobs(id)).hasSize(1);
    }

    @Test
    void theFileNameStaysAndTheChargersOwnWordCountsMoreThanTheCommandsAnswer() {
        var id = registry.charger("job-file").connectorID();
        var made = make(id, DIAGNOSTICS, "cmd_file", null);
        report(id, DIAGNOSTICS, null, "Uploading", NOW.plusSeconds(1));

        answer(made, "accepted", "diag.zip");
        answer(made, "accepted", null);

        assertThat(jobs(id)).extracting(Job::status, Job::fileName).containsExactly(tuple("Uploading", "diag.zip"));
    }

    @Test
    void aReportWithANumberBelongsToThatJobAndOneWithoutToTheLatestOfItsKind() {
        var id = registry.charger("job-number").connectorID();
        make(id, LOG, "cmd_log1", 5);
        make(id, LOG, "cmd_log2", 6);
        make(id, SIGNED_FIRMWARE, "cmd_sfw", 5);

        report(id, LOG, 5, "Uploaded", NOW);
        report(id, LOG, null, "Uploading", NOW);
        report(id, LOG, 404, "UploadFailure", NOW);
        report(id, SIGNED_FIRMWARE, 5, "InvalidSignature", NOW);

        assertThat(jobs(id))
                .extracting(job -> job.events().stream().map(JobEvent::status).toList())
                .containsExactly(
                        List.of("Uploaded"), List.of("Uploading", "UploadFailure"), List.of("InvalidSignature"));
    }

    @Test
    void aNumberOfAnotherChargersJobIsNoNumberOfOurs() {
        var mine = registry.charger("job-mine").connectorID();
        var theirs = registry.charger("job-theirs").connectorID();
        make(theirs, LOG, "cmd_theirs", 1234);

        report(mine, LOG, 1234, "Uploaded", NOW);

        assertThat(jobs(theirs)).extracting(Job::events).containsExactly(List.of());
        assertThat(jobs(mine)).isEmpty();
    }

    @Test
    void aReportOfNoJobIsKeptAndShownNowhere() {
        var id = registry.charger("job-none").connectorID();

        report(id, FIRMWARE, null, "Idle", NOW);
        make(id, FIRMWARE, "cmd_after", null);

        assertThat(jobs(id)).extracting(Job::events).containsExactly(List.of());
        var kept = Awaiting.result(registry.database.query(client -> client.preparedQuery(
                        "select kind, status from charger.job_events where connector_id = $1 and job_id is null")
                .execute(Tuple.of(id))));
        assertThat(kept).hasSize(1);
        assertThat(kept.iterator().next().getString("status")).isEqualTo("Idle");
    }

    @Test
    void jobsAreListedByKindAndInPages() {
        var id = registry.charger("job-pages").connectorID();
        var first = make(id, FIRMWARE, "cmd_p1", null).jobID();
        var second = make(id, LOG, "cmd_p2", null).jobID();
        var third = make(id, FIRMWARE, "cmd_p3", null).jobID();

        assertThat(jobIDs(new GetJobs(id, FIRMWARE, PageRequest.EVERYTHING))).containsExactly(first, third);
        assertThat(jobIDs(new GetJobs(id, null, new PageRequest(2, true, null))))
                .containsExactly(third, second);
        assertThat(jobIDs(new GetJobs(id, null, new PageRequest(2, true, (long) second))))
                .containsExactly(first);
    }

    @Test
    void aChargerThatNeverStopsReportingFillsNoAnswer() {
        var id = registry.charger("job-mad").connectorID();
        make(id, DIAGNOSTICS, "cmd_mad", null);

        Awaiting.result(Future.all(IntStream.range(0, 250)
                .mapToObj(i -> registry.bus.ask(
                        JobEndpoints.JOB_REPORTED,
                        new JobReported(id, DIAGNOSTICS, null, "Uploading", NOW.plusSeconds(i))))
                .toList()));

        assertThat(jobs(id).get(0).events())
                .hasSize(200)
                .last()
                .isEqualTo(new JobEvent("Uploading", NOW.plusSeconds(249)));
    }

    @Test
    void aWholeFleetReportsAtOnce() {
        var fleet = IntStream.range(0, 40)
                .map(i -> registry.charger("job-fleet" + i).connectorID())
                .boxed()
                .toList();
        for (var id : fleet) {
            make(id, FIRMWARE, "cmd_fleet" + id, null);
        }

        Awaiting.result(Future.all(fleet.stream()
                .flatMap(id -> List.of("Downloading", "Downloaded", "Installing", "Installed").stream()
                        .map(word -> registry.bus.ask(
                                JobEndpoints.JOB_REPORTED, new JobReported(id, FIRMWARE, null, word, NOW))))
                .toList()));

        assertThat(fleet)
                .allSatisfy(id -> assertThat(jobs(id)).singleElement().satisfies(job -> {
                    assertThat(job.status()).isEqualTo("Installed");
                    assertThat(job.events()).hasSize(4);
                }));
    }

    @Test
    void aChargerThatIsUnknownOrRemovedHasNoJobs() {
        var id = registry.charger("job-removed").connectorID();
        var made = make(id, LOG, "cmd_removed", null);
        registry.ask(ChargerEndpoints.REMOVE_CHARGER, new ChargerEndpoints.RemoveCharger(id));

        assertThat(registry.refusal(JobEndpoints.GET_JOBS, new GetJobs(id, null, PageRequest.EVERYTHING))
                        .code())
                .isEqualTo("chargerNotFound");
        assertThat(registry.refusal(JobEndpoints.JOB_REPORTED, new JobReported(id, LOG, null, "Idle", NOW))
                        .code())
                .isEqualTo("chargerNotFound");
        assertThat(registry.refusal(JobEndpoints.MAKE_JOB, new MakeJob(999_999, LOG, "cmd_nowhere", null, NOW))
                        .code())
                .isEqualTo("chargerNotFound");
        assertThat(registry.refusal(
                                JobEndpoints.JOB_ANSWERED, new JobAnswered(made.jobID() + 1000, "accepted", null, NOW))
                        .code())
                .isEqualTo("jobNotFound");
    }

    private JobMade make(int connectorID, JobKind kind, String commandID, @Nullable Integer requestID) {
        return registry.ask(JobEndpoints.MAKE_JOB, new MakeJob(connectorID, kind, commandID, requestID, NOW));
    }

    private void answer(JobMade made, String status, @Nullable String fileName) {
        registry.ask(JobEndpoints.JOB_ANSWERED, new JobAnswered(made.jobID(), status, fileName, NOW));
    }

    private void report(int connectorID, JobKind kind, @Nullable Integer requestID, String status, Instant at) {
        registry.ask(JobEndpoints.JOB_REPORTED, new JobReported(connectorID, kind, requestID, status, at));
    }

    private List<Job> jobs(int connectorID) {
        return registry.ask(JobEndpoints.GET_JOBS, new GetJobs(connectorID, null, PageRequest.EVERYTHING))
                .jobs();
    }

    private List<Integer> jobIDs(GetJobs ask) {
        return registry.ask(JobEndpoints.GET_JOBS, ask).jobs().stream()
                .map(Job::jobID)
                .toList();
    }
}
