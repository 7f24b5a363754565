-- What people owe for a month.
create table transaction.invoices (
    invoice_id text primary key check (invoice_id like 'inv\_%'),
    -- The number people read, and the order of lists.
    invoice_no bigint generated always as identity unique,
    user_id text not null,
    email text not null default '',
    -- Its first day.
    month date not null check (month = date_trunc('month', month)),
    total_ore bigint not null default 0,
    paid_ore bigint not null default 0,
    -- Paid: nothing was left to pay, or an operator said so. It changes no more.
    status text not null default 'unpaid' check (status in ('unpaid', 'paid')),
    due_date date not null,
    created_at timestamptz not null,
    paid_at timestamptz,
    -- One invoice a person and month; also a person's invoices.
    unique (user_id, month)
);
-- GET /invoices?status=unpaid, and following the sessions of what is unpaid.
create index invoices_unpaid on transaction.invoices (invoice_no) where status = 'unpaid';
-- GET /invoices?year=&month=.
create index invoices_month on transaction.invoices (month, invoice_no);

-- Copies: a document that was sent does not change when a session does.
create table transaction.invoice_lines (
    -- A session is on one invoice only.
    transaction_id int primary key references transaction.transactions on delete cascade,
    invoice_id text not null references transaction.invoices,
    start_at timestamptz not null,
    stop_at timestamptz not null,
    charge_point_name text not null,
    address text not null,
    connector_id int not null,
    energy_wh bigint not null,
    price_per_kwh_ore int not null,
    price_ore bigint not null,
    is_paid boolean not null
);
create index invoice_lines_invoice on transaction.invoice_lines (invoice_id, stop_at, transaction_id);

-- Whether a session is on an invoice. Those that are not yet are few: whom to bill, and for what.
alter table transaction.transactions add column billed boolean not null default false;
create index transactions_to_bill on transaction.transactions (user_id, stop_at)
    where state = 'ended' and not billed and not hidden and user_id is not null;
