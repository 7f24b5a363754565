-- Who has a charger is displaced only by who proves as much.
alter table charger.chargers
    add column socket_profile smallint not null default 0 check (socket_profile between 0 and 3);
comment on column charger.chargers.socket_profile is 'what the socket proved that was admitted last; 0 when its credentials were set anew since';

-- Chargers that connect again and again: six times within ten minutes.
alter table charger.chargers
    add column recent_connects timestamptz[] not null default '{}',
    add column flapping_since timestamptz;
comment on column charger.chargers.recent_connects is 'the latest six admissions at most, the newest last';
comment on column charger.chargers.flapping_since is 'null: it does not flap; ends when it has not connected for ten minutes';

-- GET /chargers?flapping=true, and the sweep for episodes that are over.
create index chargers_flapping on charger.chargers (connector_id) where flapping_since is not null;
