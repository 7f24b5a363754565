-- Operators' reservations, and charging profiles: those that are kept, and those that chargers were given.

alter table charger.reservations
    -- An operator may name any connector.
    alter column connector type int,
    add column wire_id int,
    add column command_id text;
comment on column charger.reservations.wire_id is 'the number its charger knows it by; null: reservation_id';
comment on column charger.reservations.command_id is 'the operator''s ReserveNow it was made for';

-- One command makes one reservation, however often it is asked for.
create unique index reservations_command on charger.reservations (command_id);
-- What a charger means by a number: StartTransaction and CancelReservation name it.
create index reservations_wire on charger.reservations (connector_id, coalesce(wire_id, reservation_id), reservation_id);
-- GET /reservations: a person's own; by tag.
create index reservations_user on charger.reservations (user_id, reservation_id);
create index reservations_tag on charger.reservations (lower(id_tag), reservation_id);
-- GET /reservations?serialNumber=…, those of removed chargers too.
create index chargers_any_serial_number on charger.chargers (serial_number);

-- Charging profiles that operators keep, as OCPP writes them but for their number and transaction.
create table charger.charging_profiles (
    charging_profile_id int generated always as identity primary key,
    description varchar(100) not null check (description <> '') constraint charging_profiles_description unique,
    -- Not jsonb, which would write 11000.0 anew as it thinks best: chargers get numbers as they were entered.
    profile json not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
-- GET /charging-profiles?purpose=….
create index charging_profiles_purpose
    on charger.charging_profiles ((profile ->> 'chargingProfilePurpose'), charging_profile_id);

-- Which profiles chargers have accepted and not cleared since.
create table charger.applied_profiles (
    connector_id int not null references charger.chargers,
    connector int not null,
    -- No reference: a charger keeps a profile that was deleted here.
    charging_profile_id int not null,
    purpose text not null,
    stack_level int not null,
    transaction_id int,
    set_at timestamptz not null,
    primary key (connector_id, connector, charging_profile_id)
);
-- Profiles of a session go when it ends.
create index applied_profiles_transaction on charger.applied_profiles (transaction_id) where transaction_id is not null;
