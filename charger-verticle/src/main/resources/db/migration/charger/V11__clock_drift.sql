-- How far a charger's clock is from ours, as last measured: what it says of times is corrected by it, also after a restart.
alter table charger.chargers add column clock_drift_ms bigint;
alter table charger.chargers add column clock_drift_at timestamptz;
alter table charger.chargers add constraint chargers_clock_drift
    check ((clock_drift_ms is null) = (clock_drift_at is null));
comment on column charger.chargers.clock_drift_ms is 'by how much its clock is behind ours; negative: ahead; null: never measured';
