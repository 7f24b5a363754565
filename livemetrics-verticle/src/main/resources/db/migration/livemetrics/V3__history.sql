-- Forgetting readings. Partitions are emptied and stay: dropping one would stop all readings for a moment, emptying stops its own
-- only, and a reading that comes later still has its place.

-- Empties the first range of sessions that has readings, is full, and whose sessions are all over and had their last reading before
-- this time. The lock is not waited for longer than a second.
-- @return how many: 1; 0 if there is none, or another process or somebody's readings are at it
create function livemetrics.empty_readings_before(oldest timestamptz) returns int language plpgsql as $$
declare
    newest int := (select max(transaction_id) from livemetrics.sessions);
    each record;
    filled boolean;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('livemetrics partitions', 0)) then
        return 0;
    end if;
    perform set_config('lock_timeout', '1s', true);
    for each in
        select name, first_id, lead(first_id) over (order by first_id) as end_id
        from (select c.relname as name, substring(c.relname from '\d+$')::bigint as first_id
              from pg_inherits i join pg_class c on c.oid = i.inhrelid
              where i.inhparent = to_regclass('livemetrics.readings') and c.relname ~ '^readings_from_\d+$') partitions
        order by first_id
    loop
        exit when newest is null or each.end_id is null or each.end_id > newest;
        execute format('select exists (select from livemetrics.%I)', each.name) into filled;
        continue when not filled or livemetrics.has_newer(each.first_id, each.end_id, oldest);
        execute format('lock table livemetrics.%I in access exclusive mode', each.name);
        -- a reading may have come before the lock did
        continue when livemetrics.has_newer(each.first_id, each.end_id, oldest);
        execute format('truncate livemetrics.%I', each.name);
        return 1;
    end loop;
    return 0;
exception when lock_not_available then
    return 0;
end $$;

-- Whether a session of these ids (the last one not among them) runs or had a reading since.
create function livemetrics.has_newer(first_id bigint, end_id bigint, oldest timestamptz) returns boolean
    language sql volatile as $$
    select exists (
        select from livemetrics.sessions
        where transaction_id >= first_id and transaction_id < end_id and (ended_at is null or last_received_at >= oldest))
$$;

-- The same for the first month of readings without a session that has any; all of it is before this time. They may be received
-- 31 days after the time they are filed by.
create function livemetrics.empty_connector_readings_before(oldest timestamptz) returns int language plpgsql as $$
declare
    name text;
    filled boolean;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('livemetrics partitions', 0)) then
        return 0;
    end if;
    perform set_config('lock_timeout', '1s', true);
    for name in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = to_regclass('livemetrics.connector_readings')
          and c.relname ~ '^connector_readings_\d{4}_\d\d$'
          and c.relname < 'connector_readings_'
              || to_char((oldest - interval '31 days') at time zone 'UTC', 'YYYY_MM')
        order by 1
    loop
        execute format('select exists (select from livemetrics.%I)', name) into filled;
        if filled then
            execute format('truncate livemetrics.%I', name);
            return 1;
        end if;
    end loop;
    return 0;
exception when lock_not_available then
    return 0;
end $$;
