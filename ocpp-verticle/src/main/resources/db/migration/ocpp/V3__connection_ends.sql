-- How sockets ended, also those whose process could not tell.
alter table ocpp.connections add column close_reason text;
comment on column ocpp.connections.close_reason is 'text in the charger''s own close frame';

-- Processes with sockets, and when each was last alive: a killed one cannot say when its sockets ended.
create table ocpp.nodes (
    node text primary key,
    alive_at timestamptz not null,
    lost boolean not null default false
);
comment on column ocpp.nodes.lost is 'another process has found it silent and ended what it had left open';

