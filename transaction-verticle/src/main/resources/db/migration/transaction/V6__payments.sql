-- What a payment provider holds for a session, from the offer to the money.
create table transaction.payments (
    payment_id bigint generated always as identity primary key,
    transaction_id int not null references transaction.transactions on delete cascade,
    provider text not null,
    session_id text not null,
    client_token text not null,
    -- What the person's app was given when they agreed; until the order is known to be made.
    authorization_token text,
    order_id text,
    -- Held, then taken.
    amount_ore bigint not null check (amount_ore > 0),
    captured_ore bigint,
    -- Ordering: asked for, and not known to be made. Captured, cancelled and failed are ends; a failed one is on the invoice.
    state text not null check (state in ('session', 'ordering', 'ordered', 'captured', 'cancelled', 'failed')),
    attempts int not null default 0,
    -- Also the lease of whoever works on it.
    next_attempt_at timestamptz not null,
    last_error text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (transaction_id, provider)
);
-- What is to be settled next.
create index payments_due on transaction.payments (next_attempt_at) where state in ('ordering', 'ordered');
