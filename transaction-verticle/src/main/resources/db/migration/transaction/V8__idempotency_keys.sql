-- What was answered under an Idempotency-Key, so that the same request again is not done again.
create table transaction.idempotency_keys (
    caller text not null,
    key text not null,
    body_hash bytea not null,
    created_at timestamptz not null,
    -- By the request that is at work, or was; an answer is written only by it.
    claimed_at timestamptz not null,
    status int,
    headers jsonb,
    body bytea,
    primary key (caller, key)
);
comment on table transaction.idempotency_keys is 'kept for 24 hours';
comment on column transaction.idempotency_keys.body_hash is 'of the whole request: route, path, query and body';
comment on column transaction.idempotency_keys.status is 'null: the first request is still under way';

-- The sweep of keys whose day is over.
create index idempotency_keys_created on transaction.idempotency_keys (created_at);
