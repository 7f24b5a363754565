-- Certificates chargers have, or are to get. No private key is ever here: a charger's own stays in the charger.
create table charger.certificates (
    certificate_id bigint generated always as identity primary key,
    connector_id int not null references charger.chargers,
    kind text not null check (kind in ('charger', 'manufacturerRoot', 'centralSystemRoot')),
    hash_algorithm text,
    issuer_name_hash text,
    issuer_key_hash text,
    serial_number text,
    pem text,
    csr text,
    state text not null check (state in ('requested', 'sent', 'installed', 'rejected', 'removed')),
    reason text,
    valid_to timestamptz,
    answered_at timestamptz,
    handed_over_at timestamptz,
    tries int not null default 0,
    next_try_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
comment on column charger.certificates.pem is 'as sent to the charger, leaf first; null: not signed yet, or known by its hash only';
comment on column charger.certificates.csr is 'PKCS#10 as the charger sent it; null: sent by an operator';
comment on column charger.certificates.answered_at is 'when the charger last spoke of it: what it said before that changes nothing';
comment on column charger.certificates.handed_over_at is 'when ocpp-verticle took it to send; null and open: it is tried again at next_try_at';

-- What is installed is there once, however often the charger says so.
create unique index certificates_installed on charger.certificates
    (connector_id, kind, hash_algorithm, issuer_name_hash, issuer_key_hash, serial_number) where state = 'installed';
-- GET /chargers/{connectorID}/certificates, and every answer of a charger.
create index certificates_charger on charger.certificates (connector_id, certificate_id);
-- The sweep for certificates that nobody took to send yet.
create index certificates_waiting on charger.certificates (next_try_at)
    where handed_over_at is null and csr is not null and state in ('requested', 'sent');
-- Whether the certificate that a charger shows at the door was withdrawn.
create index certificates_serial_number on charger.certificates (serial_number, connector_id) where kind = 'charger';
