-- Readings of charging sessions, and what is known of each session's meter.

-- One row a session, from its first stored reading. It holds what a restart needs to go on: the anchor of the interval rule
-- (stored_*), the highest reading time seen, and the latest values. Updated with every stored reading: the free space keeps those
-- updates on the same page, and no index holds a column they change.
create table livemetrics.sessions (
    transaction_id     int primary key,
    user_id            varchar(64),
    connector_id       int         not null,
    connector          int         not null,
    meter_start        bigint      not null,
    price_per_kwh_ore  int         not null,
    last_reading_at    timestamptz,
    last_received_at   timestamptz not null,
    highest_reading_at timestamptz,
    stored_reading_at  timestamptz,
    stored_received_at timestamptz,
    energy_wh          bigint      not null default 0 check (energy_wh >= 0),
    percent            smallint    not null default 0 check (percent between 0 and 100),
    power_w            int,
    suspect            boolean     not null default false,
    ended_at           timestamptz
) with (fillfactor = 70);

-- The minute's look for sessions whose end was missed.
create index sessions_open on livemetrics.sessions (transaction_id) where ended_at is null;

-- What the self-test leaves is removed by charger.
create index sessions_of_charger on livemetrics.sessions (connector_id);

create sequence livemetrics.reading_numbers as bigint;

-- The time series. Ranges of transaction ids and not of time: ids rise with time, so old ranges can be dropped, and the key that
-- keeps a repeated reading from being stored twice can do without a time that chargers get wrong. The primary key serves the list
-- of one session's readings in order.
create table livemetrics.readings (
    transaction_id int         not null,
    reading_no     bigint      not null default nextval('livemetrics.reading_numbers'),
    reading_at     timestamptz,
    reading_raw    text,
    received_at    timestamptz not null,
    reading_key    text        not null,
    energy_wh      bigint      not null check (energy_wh >= 0),
    meter_wh       bigint,
    percent        smallint    not null check (percent between 0 and 100),
    power_w        int,
    final          boolean     not null default false,
    -- json and not jsonb: kept as sent, and values that jsonb cannot hold (1e999999, \u0000) do not fail.
    raw            json,
    constraint readings_pkey primary key (transaction_id, reading_no),
    constraint readings_once unique (transaction_id, reading_key)
) partition by range (transaction_id);

-- Readings that belong to no session (strict OCPP only). filed_at is the reading's time where that lies within the months that
-- have a partition, else the receipt time.
create table livemetrics.connector_readings (
    connector_id int         not null,
    connector    int         not null,
    reading_no   bigint      not null default nextval('livemetrics.reading_numbers'),
    filed_at     timestamptz not null,
    reading_at   timestamptz,
    reading_raw  text,
    received_at  timestamptz not null,
    reading_key  text        not null,
    meter_wh     bigint,
    percent      smallint check (percent between 0 and 100),
    power_w      int,
    raw          json,
    constraint connector_readings_once unique (connector_id, connector, reading_key, filed_at)
) partition by range (filed_at);

-- The anchor of the interval rule after a restart: the newest one of a connector.
create index connector_readings_newest on livemetrics.connector_readings (connector_id, connector, filed_at desc);

-- Makes the partition for the ids from (inclusive) to (exclusive), unless it is there. Two nodes that want the same take turns.
create function livemetrics.cover_transactions(first_id bigint, end_id bigint) returns void language plpgsql as $$
declare
    partition_name text := 'readings_from_' || first_id;
begin
    perform pg_advisory_xact_lock(hashtextextended('livemetrics partitions', 0));
    if to_regclass('livemetrics.' || partition_name) is null then
        execute format(
            'create table livemetrics.%I partition of livemetrics.readings for values from (%s) to (%s)',
            partition_name, first_id, case when end_id > 2147483647 then 'maxvalue' else end_id::text end);
    end if;
end $$;

-- The same for the calendar month (UTC) that holds this time.
create function livemetrics.cover_month(moment timestamptz) returns void language plpgsql as $$
declare
    month timestamp := date_trunc('month', moment at time zone 'UTC');
    partition_name text := 'connector_readings_' || to_char(month, 'YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtextextended('livemetrics partitions', 0));
    if to_regclass('livemetrics.' || partition_name) is null then
        execute format(
            'create table livemetrics.%I partition of livemetrics.connector_readings for values from (%L) to (%L)',
            partition_name, month at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    end if;
end $$;
