-- Deviations from OCPP that chargers are allowed, and how often each was met.

create table charger.quirk_rules (
    id bigint generated always as identity primary key,
    connector_id int references charger.chargers,
    vendor text,
    model text,
    firmware_version text,
    rule text not null,
    check (connector_id is null or (vendor is null and model is null and firmware_version is null))
);
comment on table charger.quirk_rules is 'of one charger, or of all chargers whose make matches';
comment on column charger.quirk_rules.vendor is '* stands for any characters; null: any';

-- Admitting and booting a charger, and putting its rules.
create unique index quirk_rules_charger on charger.quirk_rules (connector_id, rule) where connector_id is not null;
-- Reading the rules of all makes, each minute, in the order they were put.
create index quirk_rules_makes on charger.quirk_rules (id) where connector_id is null;

-- One row for each way in which a charger ever deviated: some twenty at most.
create table charger.quirk_counts (
    connector_id int not null references charger.chargers,
    rule text not null,
    uses bigint not null check (uses > 0),
    last_at timestamptz not null,
    primary key (connector_id, rule)
) with (fillfactor = 70);
