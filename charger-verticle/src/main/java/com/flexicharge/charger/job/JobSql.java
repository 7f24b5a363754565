package com.flexicharge.charger.job;

/** Statements on jobs and on what chargers report of them. */
final class JobSql {
    /** MAKE_JOB: asked again for the same command, the row that is there comes back as it is. */
    static final String MAKE = """
            with next as (select nextval(pg_get_serial_sequence('charger.jobs', 'job_id'))::int as job_id)
            insert into charger.jobs as j
                (job_id, connector_id, kind, request_id, command_id, status, created_at, updated_at)
            select job_id, $1, $2, coalesce($3, job_id), $4, $5, $6, $6 from next
            on conflict (command_id) do update set command_id = j.command_id
            returning j.job_id, j.request_id
            """;

    /** JOB_ANSWERED: what the charger reports of the job itself counts more than how the command ended. */
    static final String ANSWER = """
            update charger.jobs set
                status = case when reported_at is null then $2 else status end,
                file_name = coalesce($3, file_name), updated_at = greatest(updated_at, $4)
            where job_id = $1
            returning job_id
            """;

    /**
     * JOB_REPORTED, for many chargers, each of which is here once and locked before: the job with that number of this charger,
     * else its latest of that kind, else none.
     */
    static final String REPORT = """
            with reported as (
                select w.*, coalesce(
                    (select j.job_id from charger.jobs j
                     where j.connector_id = w.connector_id and j.kind = w.kind and j.request_id = w.request_id
                     order by j.job_id desc limit 1),
                    (select j.job_id from charger.jobs j
                     where j.connector_id = w.connector_id and j.kind = w.kind
                     order by j.job_id desc limit 1)) as job_id
                from unnest($1::int[], $2::text[], $3::int[], $4::text[], $5::timestamptz[])
                    as w (connector_id, kind, request_id, status, at)),
            kept as (
                insert into charger.job_events (job_id, connector_id, kind, request_id, status, received_at)
                select job_id, connector_id, kind, request_id, status, at from reported)
            update charger.jobs j set status = r.status, reported_at = r.at, updated_at = greatest(j.updated_at, r.at)
            from reported r where j.job_id = r.job_id
            """;

    private static final String LIST = """
            select job_id, connector_id, kind, request_id, command_id, file_name, status, created_at from charger.jobs
            where connector_id = $1
              and ($2::text is null or kind = $2)
              and ($3::bigint is null or job_id %s $3)
            order by job_id %s
            limit $4::int
            """;

    /** GET /chargers/{connectorID}/jobs; null: this filter is not set. */
    static final String LIST_ASCENDING = LIST.formatted(">", "asc");

    static final String LIST_DESCENDING = LIST.formatted("<", "desc");

    /** GET /chargers/{connectorID}/jobs: a job has some ten reports, one that goes mad must not fill the answer. */
    static final String EVENTS = """
            select e.job_id, e.status, e.received_at
            from unnest($1::int[]) as j (job_id) cross join lateral (
                select id, job_id, status, received_at from charger.job_events where job_id = j.job_id
                order by id desc limit 200) e
            order by e.id
            """;

    private JobSql() {}
}
