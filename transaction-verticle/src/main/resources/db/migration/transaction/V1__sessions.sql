-- Charging sessions, what could not be booked to one, and the tags people charge under.

-- One row per charging session, from hold to end. Money in öre, energy in Wh.
create table transaction.transactions (
    -- Begins above 9999, which an old app has hard-coded as "my session" and which therefore is never issued.
    transaction_id int generated always as identity (start with 10000) primary key,
    state text not null
        check (state in ('reserved', 'requested', 'active', 'stopping', 'ended', 'cancelled', 'expired', 'failed')),
    -- What the charger spoke when the session began (before that: when it last connected).
    protocol text check (protocol in ('flexicharge', 'ocpp1.6')),

    user_id text,
    id_tag text,
    id_tag_key text,
    stop_id_tag text,

    -- Copies: history stays right when a charge point is renamed or a charger removed.
    connector_id int not null,
    connector int not null,
    serial_number text not null,
    charge_point_id int not null,
    charge_point_name text not null,
    address text not null,
    hidden boolean not null default false,

    -- The user's hold, and when the charger was asked to start.
    reservation_id int,
    hold_until timestamptz,
    requested_at timestamptz,

    -- …_at is the time that counts, …_raw the charger's own words, …_received_at our clock.
    start_key text,
    start_at timestamptz,
    start_raw text,
    start_received_at timestamptz,
    stop_key text,
    stop_at timestamptz,
    stop_raw text,
    stop_received_at timestamptz,
    stop_reason text,
    ended_by text check (ended_by in ('charger', 'server', 'admin')),

    meter_start bigint,
    meter_start_estimated boolean not null default false,
    meter_stop bigint,
    energy_wh bigint not null default 0 check (energy_wh >= 0),
    percent int not null default 0 check (percent between 0 and 100),
    estimated boolean not null default false,

    price_per_kwh_ore int not null check (price_per_kwh_ore >= 0),
    price_ore bigint not null default 0,
    discount_ore int not null default 0,

    -- Probably over, no stop seen.
    suspect boolean not null default false,
    suspect_reason text,
    suspect_at timestamptz,
    -- FlexiCharge: since when a boot or Available speaks against it; the grace period runs from here.
    doubt_at timestamptz,
    -- FlexiCharge: since when its charger has been seen connected without a break.
    connected_since timestamptz,
    -- Its user gave it up before it began, so it is to be stopped; when to ask the charger next.
    stop_wanted_at timestamptz,

    payment_method text check (payment_method in ('klarna', 'invoice')),
    payment_id text,
    is_paid boolean not null default false,
    paid_at timestamptz,

    created_at timestamptz not null,
    updated_at timestamptz not null
);

-- The same start gives the same row, on any node, after any retry.
create unique index transactions_start_key on transaction.transactions (start_key);
-- One waiting user per connector.
create unique index transactions_waiting on transaction.transactions (connector_id, connector)
    where state in ('reserved', 'requested');
-- One running session per connector; also "the open session of this connector".
create unique index transactions_open on transaction.transactions (connector_id, connector)
    where state in ('active', 'stopping');
-- A person's sessions, newest first; the alias 9999.
create index transactions_user on transaction.transactions (user_id, transaction_id);
-- A charger's sessions, newest first; its last meter value.
create index transactions_charger on transaction.transactions (connector_id, transaction_id);
-- Search by serial number.
create index transactions_serial on transaction.transactions (serial_number, transaction_id);
-- Search by tag.
create index transactions_tag on transaction.transactions (id_tag_key, transaction_id);
-- How many sessions run under a tag, at each Authorize and StartTransaction of a limited tag.
create index transactions_tag_open on transaction.transactions (id_tag_key) where state in ('active', 'stopping');
-- Search by time.
create index transactions_time on transaction.transactions (coalesce(start_at, created_at), transaction_id);
-- Search by state: everything but the many that ended.
create index transactions_unended on transaction.transactions (state, transaction_id) where state <> 'ended';
-- Search for doubtful and for unpaid sessions.
create index transactions_suspect on transaction.transactions (transaction_id) where suspect;
create index transactions_unpaid on transaction.transactions (transaction_id) where state = 'ended' and not is_paid;
-- Is this stop a repetition.
create index transactions_stop_key on transaction.transactions (stop_key);
-- Holds and requests that run out.
create index transactions_hold on transaction.transactions (hold_until) where state = 'reserved';
create index transactions_requested on transaction.transactions (requested_at) where state = 'requested';
-- A start that comes after its request ran out or was given up.
create index transactions_late on transaction.transactions (connector_id, updated_at)
    where state in ('expired', 'cancelled') and requested_at is not null;
-- Grace periods that run out; sessions still to be stopped.
create index transactions_doubt on transaction.transactions (doubt_at)
    where doubt_at is not null and state in ('active', 'stopping');
create index transactions_stop_wanted on transaction.transactions (stop_wanted_at)
    where stop_wanted_at is not null and state = 'active';

-- What chargers reported and could not be booked; an operator resolves it.
create table transaction.unmatched (
    id bigint generated always as identity primary key,
    connector_id int not null,
    kind text not null check (kind in ('StartTransaction', 'StopTransaction', 'MeterValues')),
    reason text not null,
    payload text not null,
    -- A repeated message is put aside once.
    payload_key text not null constraint unmatched_payload_key unique,
    received_at timestamptz not null,
    candidate_transaction_id int,
    -- What a stop said, so that it can be booked later without reading the payload again.
    meter_stop bigint,
    stop_at timestamptz,
    stop_raw text,
    stop_reason text,
    stop_id_tag text,
    resolution text,
    resolved_by text,
    resolved_at timestamptz
);

-- The list by charger, and by reason.
create index unmatched_charger on transaction.unmatched (connector_id, id);
create index unmatched_reason on transaction.unmatched (reason, id);
-- The list of what is still to be done.
create index unmatched_unresolved on transaction.unmatched (id) where resolved_at is null;

-- The tags people charge under. Letter case does not count: the key is lower case.
create table transaction.id_tags (
    id_tag_key text primary key check (length(id_tag_key) between 1 and 20),
    id_tag text not null,
    parent_id_tag_key text,
    user_id text,
    -- Made by us for an account, not a card.
    for_account boolean not null default false,
    blocked boolean not null default false,
    expiry_at timestamptz,
    -- How many sessions may run under it at once; absent: any number.
    max_active int check (max_active >= 0),
    note text,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

-- One tag an account.
create unique index id_tags_account on transaction.id_tags (user_id) where for_account;
-- A person's tags; the tags of a group.
create index id_tags_user on transaction.id_tags (user_id);
create index id_tags_parent on transaction.id_tags (parent_id_tag_key);

-- Settings that operators change while it runs: defaultPricePerKwhOre.
create table transaction.settings (
    key text primary key,
    value text not null
);

-- Who changed what about a session past its charger's own word.
create table transaction.audit (
    id bigint generated always as identity primary key,
    transaction_id int not null references transaction.transactions on delete cascade,
    actor text not null,
    what text not null,
    before jsonb not null,
    after jsonb not null,
    at timestamptz not null
);

-- The trail of one session.
create index audit_transaction on transaction.audit (transaction_id, id);
