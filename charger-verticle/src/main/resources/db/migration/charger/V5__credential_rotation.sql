-- A password that was replaced on the charger's own word holds beside the new one, until the new one is used for the first time.
alter table charger.chargers add column previous_password_hash text;
alter table charger.chargers add column previous_valid_until timestamptz;
alter table charger.chargers add constraint chargers_previous_password
    check ((previous_password_hash is null) = (previous_valid_until is null));

-- GET /chargers?registration=…, and counting how many wait for an operator: nearly all chargers are accepted.
create index chargers_not_accepted on charger.chargers (registration, connector_id)
    where registration <> 'accepted' and deleted_at is null;
