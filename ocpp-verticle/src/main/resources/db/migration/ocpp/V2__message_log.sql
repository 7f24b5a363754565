-- Every frame of every charger, and every socket.

create table ocpp.messages (
    -- Rises with time within one node.
    id bigint generated always as identity,
    connector_id int not null,
    serial_number text not null,
    at timestamptz not null,
    direction text not null check (direction in ('in', 'out')),
    -- 2 CALL, 3 CALLRESULT, 4 CALLERROR; null: the text is no frame.
    message_type smallint,
    message_id text,
    -- Of an answer too, where the call is known.
    action text,
    -- Only where something is masked; otherwise it is read from raw. Not jsonb: it refuses the character 0.
    payload json,
    -- As on the wire, at most 65,536 characters; null where something is masked.
    raw text,
    error_code text,
    error_description text,
    dialect text not null,
    quirks text[],
    -- From a call to its answer, on the answer.
    duration_ms int,
    transaction_id int
) partition by range (at);
-- What comes before its day has a partition: the clock was put back, or nobody could make one.
create table ocpp.messages_rest partition of ocpp.messages default;

-- GET /chargers/{connectorID}/messages, also with ?direction=…, ?messageType=… and ?from=…&to=…, which leaves partitions out.
create index messages_charger on ocpp.messages (connector_id, id);
-- The same with ?action=….
create index messages_action on ocpp.messages (connector_id, action, id);
-- The same with ?messageId=…; what is added to a call's row when it is answered.
create index messages_message on ocpp.messages (connector_id, message_id);
-- The same with ?transactionID=….
create index messages_transaction on ocpp.messages (connector_id, transaction_id) where transaction_id is not null;

-- Makes a day's (UTC) partition, if it is not there: making it again would still stop all writes for a moment. What is in the rest
-- moves into it, because PostgreSQL refuses a partition whose rows are there.
create function ocpp.cover_day(day date) returns void language plpgsql as $$
declare
    name text := 'messages_' || to_char(day, 'YYYY_MM_DD');
    first timestamptz := day::timestamp at time zone 'UTC';
    past timestamptz := (day + 1)::timestamp at time zone 'UTC';
begin
    -- two processes do not make the same one at once
    perform pg_advisory_xact_lock(hashtextextended('ocpp.messages', 0));
    if to_regclass('ocpp.' || name) is not null then
        return;
    end if;
    execute format('create table ocpp.%I (like ocpp.messages including constraints)', name);
    lock table ocpp.messages_rest in access exclusive mode;
    execute format(
        'with early as (delete from ocpp.messages_rest where at >= %L and at < %L returning *)
         insert into ocpp.%I select * from early',
        first, past, name);
    execute format('alter table ocpp.messages attach partition ocpp.%I for values from (%L) to (%L)', name, first, past);
end $$;

-- Drops the partitions of the days (UTC) before this one. @return how many
create function ocpp.drop_days_before(oldest date) returns int language plpgsql as $$
declare
    name text;
    dropped int := 0;
begin
    perform pg_advisory_xact_lock(hashtextextended('ocpp.messages', 0));
    for name in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = to_regclass('ocpp.messages') and c.relname ~ '^messages_\d{4}_\d\d_\d\d$'
          and c.relname < 'messages_' || to_char(oldest, 'YYYY_MM_DD')
    loop
        execute format('drop table if exists ocpp.%I', name);
        dropped := dropped + 1;
    end loop;
    delete from ocpp.messages_rest where at < oldest::timestamp at time zone 'UTC';
    return dropped;
end $$;

create table ocpp.connections (
    id bigint generated always as identity primary key,
    connector_id int not null,
    serial_number text not null,
    node text not null,
    epoch bigint not null,
    remote_address text not null,
    protocol text not null,
    -- 0 without credentials, 1 Basic, 2 Basic over TLS, 3 client certificate.
    security_profile smallint not null,
    opened_at timestamptz not null,
    -- Of a socket whose node ended without a word, when that was found out; cause is then 'lost'.
    closed_at timestamptz,
    close_code int,
    cause text,
    -- A socket is noted once; its end finds it; so does a newer one that comes while it still seems open.
    unique (connector_id, epoch)
);
-- GET /chargers/{connectorID}/connections.
create index connections_charger on ocpp.connections (connector_id, id);
-- What a node that starts again had left open.
create index connections_open on ocpp.connections (node) where closed_at is null;
-- Forgetting the old ones.
create index connections_closed on ocpp.connections (closed_at);
