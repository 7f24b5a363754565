-- Chargers number their connectors as they like, and sessions are kept on whatever number they name.
alter table livemetrics.sessions alter column connector type int;
alter table livemetrics.connector_readings alter column connector type int;
