package com.flexicharge.charger.job;

import com.flexicharge.charger.ChargerDirectory;
import com.flexicharge.charger.Refusals;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.charger.JobEndpoints.GetJobs;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobAnswered;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobMade;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobReported;
import com.flexicharge.shared.contract.charger.JobEndpoints.Jobs;
import com.flexicharge.shared.contract.charger.JobEndpoints.MakeJob;
import com.flexicharge.shared.db.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

/** The longer work chargers are given, and every word they say of it. */
public final class JobService {
    private final JobRepository repository;
    private final ChargerDirectory chargers;

    public JobService(Database database, MeterRegistry meters, ChargerDirectory chargers) {
        this.repository = new JobRepository(database, meters);
        this.chargers = chargers;
    }

    public Future<JobMade> make(MakeJob job) {
        return repository.make(job);
    }

    public Future<Done> answered(JobAnswered answered) {
        return repository
                .answer(answered)
                .compose(known -> known
                        ? Future.succeededFuture(Done.DONE)
                        : Future.failedFuture(Refusal.of(
                                Reason.NOT_FOUND, "jobNotFound", "There is no job " + answered.jobID() + ".")));
    }

    public Future<Done> reported(JobReported report) {
        return repository
                .report(report)
                .compose(known ->
                        known ? Future.succeededFuture(Done.DONE) : Future.failedFuture(Refusals.chargerNotFound()));
    }

    public Future<Jobs> list(GetJobs ask) {
        return chargers.get(new GetCharger(ask.connectorID()))
                .compose(known -> repository.list(ask))
                .map(Jobs::new);
    }
}
