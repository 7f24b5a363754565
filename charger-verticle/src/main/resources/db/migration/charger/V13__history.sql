-- What forgets the history of operations needs.

create index security_events_received on charger.security_events (received_at);
create index job_events_received on charger.job_events (received_at);
create index jobs_updated on charger.jobs (updated_at);
create index reservations_over on charger.reservations (updated_at)
    where status in ('rejected', 'used', 'cancelled', 'expired');

-- Drops the oldest month of the status history, if all of it is before this time. The lock it needs stops reports of statuses, so it
-- is not waited for longer than a second, and one month only goes in a transaction.
-- @return how many: 1; 0 if there is none, or another process or many reports are at it
create function charger.drop_status_month_before(oldest timestamptz) returns int language plpgsql as $$
declare
    name text;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('charger.status_history', 0)) then
        return 0;
    end if;
    select min(c.relname) into name
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = to_regclass('charger.status_history') and c.relname ~ '^status_history_\d{4}_\d\d$'
      and c.relname < 'status_history_' || to_char(oldest at time zone 'UTC', 'YYYY_MM');
    if name is null then
        return 0;
    end if;
    perform set_config('lock_timeout', '1s', true);
    execute format('drop table charger.%I', name);
    return 1;
exception when lock_not_available then
    return 0;
end $$;
