package com.flexicharge.charger.job;

import com.flexicharge.charger.KnownChargerSql;
import com.flexicharge.charger.StorableText;
import com.flexicharge.shared.contract.charger.JobEndpoints.GetJobs;
import com.flexicharge.shared.contract.charger.JobEndpoints.Job;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobAnswered;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobEvent;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobMade;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobReported;
import com.flexicharge.shared.contract.charger.JobEndpoints.MakeJob;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandState;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringLimits;
import com.flexicharge.shared.db.GatheringWriter;
import com.flexicharge.shared.db.Times;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Jobs of chargers, in the database; what a whole fleet reports of a new firmware is committed together. */
final class JobRepository {
    /** OCPP's words have at most 25 characters, its file names at most 255. */
    private static final int MAX_WORD = 50;

    private static final int MAX_FILE_NAME = 255;

    private final Database database;
    private final GatheringWriter<JobReported, Boolean> reports;

    JobRepository(Database database, MeterRegistry meters) {
        this.database = database;
        this.reports = GatheringWriter.keyed(
                database,
                meters,
                "charger.jobReports",
                GatheringLimits.USUAL,
                JobReported::connectorID,
                JobRepository::store);
    }

    Future<JobMade> make(MakeJob job) {
        var values = Tuple.of(
                job.connectorID(),
                job.kind().word(),
                job.requestID(),
                job.commandID(),
                CommandState.QUEUED.word(),
                Times.at(job.at()));
        return database.inTransaction(connection -> KnownChargerSql.lockOne(connection, job.connectorID())
                        .compose(locked -> connection.preparedQuery(JobSql.MAKE).execute(values)))
                .map(rows -> rows.iterator().next())
                .map(row -> new JobMade(row.getInteger("job_id"), row.getInteger("request_id")));
    }

    /** @return whether there is such a job */
    Future<Boolean> answer(JobAnswered answered) {
        var values = Tuple.of(
                answered.jobID(),
                Columns.storable(StorableText.cut(answered.status(), MAX_WORD)),
                Columns.storable(StorableText.cutNullable(answered.fileName(), MAX_FILE_NAME)),
                Times.at(answered.at()));
        return database.query(client -> client.preparedQuery(JobSql.ANSWER).execute(values))
                .map(rows -> rows.rowCount() > 0);
    }

    /** @return whether there is such a charger */
    Future<Boolean> report(JobReported report) {
        return reports.write(report);
    }

    Future<List<Job>> list(GetJobs wanted) {
        var kind = wanted.kind();
        var page = wanted.page();
        var filters = Tuple.of(wanted.connectorID(), kind == null ? null : kind.word(), page.after(), page.limit());
        var sql = page.descending() ? JobSql.LIST_DESCENDING : JobSql.LIST_ASCENDING;
        return database.query(client -> client.preparedQuery(sql)
                .execute(filters)
                .compose(rows -> events(client, rows).map(events -> jobs(rows, events))));
    }

    private static Future<List<Boolean>> store(SqlConnection connection, List<JobReported> reports) {
        return KnownChargerSql.lock(
                        connection,
                        reports.stream().map(JobReported::connectorID).toList())
                .compose(known -> connection
                        .preparedQuery(JobSql.REPORT)
                        .execute(columns(reports, known))
                        .map(stored -> reports.stream()
                                .map(report -> known.contains(report.connectorID()))
                                .toList()));
    }

    private static Tuple columns(List<JobReported> reports, Set<Integer> known) {
        var ofKnown = reports.stream()
                .filter(report -> known.contains(report.connectorID()))
                .toList();
        return Columns.of(ofKnown)
                .ints(JobReported::connectorID)
                .texts(report -> report.kind().word())
                .ints(JobReported::requestID)
                .texts(report -> StorableText.cut(report.status(), MAX_WORD))
                .times(JobReported::at)
                .tuple();
    }

    private static Future<Map<Integer, List<JobEvent>>> events(SqlClient client, RowSet<Row> jobs) {
        var ids = StreamSupport.stream(jobs.spliterator(), false)
                .map(row -> row.getInteger("job_id"))
                .toArray(Integer[]::new);
        return client.preparedQuery(JobSql.EVENTS)
                .execute(Tuple.tuple().addValue(ids))
                .map(rows -> {
                    var events = new HashMap<Integer, List<JobEvent>>();
                    rows.forEach(row -> events.computeIfAbsent(row.getInteger("job_id"), id -> new ArrayList<>())
                            .add(new JobEvent(row.getString("status"), Times.instant(row, "received_at"))));
                    return events;
                });
    }

    private static List<Job> jobs(RowSet<Row> rows, Map<Integer, List<JobEvent>> events) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> job(row, events.getOrDefault(row.getInteger("job_id"), List.of())))
                .toList();
    }

    private static Job job(Row row, List<JobEvent> events) {
        var kind = row.getString("kind");
        return new Job(
                row.getInteger("job_id"),
                row.getInteger("connector_id"),
                JobKind.ofWord(kind).orElseThrow(() -> new IllegalStateException("No kind of job is called " + kind)),
                row.getInteger("request_id"),
                row.getString("command_id"),
                row.getString("file_name"),
                row.getString("status"),
                Times.instant(row, "created_at"),
                events);
    }
}
