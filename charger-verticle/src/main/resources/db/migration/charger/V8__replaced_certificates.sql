-- A certificate that was replaced holds beside the new one, until the new one is used for the first time.
alter table charger.certificates add column holds_until timestamptz;
