-- What operators asked of chargers, from the wish to what came of it.

create table ocpp.commands (
    command_id text primary key,
    -- The order in which they were made, which is the order in which a charger gets them.
    number bigint generated always as identity unique,
    connector_id int not null,
    serial_number text not null,
    action text not null,
    -- As it goes on the wire, secrets masked. Not jsonb: numbers and the order of members stay as they were asked.
    request json not null,
    -- The same with its secrets, sealed; only where there are any, and only until it was sent.
    sealed_request bytea,
    state text not null
        check (state in ('queued', 'sent', 'accepted', 'rejected', 'failed', 'timedOut', 'expired', 'cancelled')),
    message_id text,
    response json,
    error_code text,
    error_description text,
    error_details json,
    -- Its consequences are not written down by their owners yet.
    effects_due boolean not null default false,
    outcome text check (outcome in ('pending', 'started', 'notStarted', 'stopped', 'notStopped')),
    -- When what it should have caused must have happened.
    outcome_due_at timestamptz,
    -- What a remote start waits for: a session on this connector (absent: any) of this tag, in lower case.
    awaited_connector int,
    awaited_tag text,
    -- The session a remote start has caused, or a remote stop is to end.
    transaction_id int,
    reservation_id int,
    job_id int,
    requested_by text not null,
    -- May wait for a charger that is away.
    patient boolean not null,
    -- The process that sends it.
    node text,
    created_at timestamptz not null,
    sent_at timestamptz,
    answered_at timestamptz,
    expires_at timestamptz not null,
    updated_at timestamptz not null
) with (fillfactor = 70);

-- What waits for a charger, in order; also how much waits.
create index commands_queued on ocpp.commands (connector_id, number) where state = 'queued';
-- The sweep of those whose time is over.
create index commands_expiring on ocpp.commands (expires_at) where state = 'queued';
-- The sweep of those that a lost process left on the wire.
create index commands_on_wire on ocpp.commands (sent_at) where state = 'sent';
-- The sweep of consequences still to be written down.
create index commands_effects on ocpp.commands (number) where effects_due;
-- Which remote start did this session come from, which remote stop ended it; and those that came to nothing.
create index commands_pending on ocpp.commands (connector_id, number) where outcome = 'pending';
-- A session is what one remote start has caused, not two.
create index commands_transaction on ocpp.commands (transaction_id) where transaction_id is not null;
create index commands_outcome_due on ocpp.commands (outcome_due_at) where outcome = 'pending';
-- GET /chargers/{connectorID}/commands; GET /commands?serialNumber=…, ?action=…, ?state=…, ?from=….
create index commands_charger on ocpp.commands (connector_id, number);
create index commands_serial on ocpp.commands (serial_number, number);
create index commands_action on ocpp.commands (action, number);
create index commands_state on ocpp.commands (state, number);
create index commands_time on ocpp.commands (created_at);

-- The same wish of the same asker under the same key is one command. Kept 24 h. The key is taken before the command is made, so that
-- two who ask at once make the same one.
create table ocpp.idempotency_keys (
    caller text not null,
    key text not null,
    body_hash bytea not null,
    command_id text not null,
    created_at timestamptz not null,
    primary key (caller, key)
);
-- Forgetting the old ones.
create index idempotency_keys_time on ocpp.idempotency_keys (created_at);
