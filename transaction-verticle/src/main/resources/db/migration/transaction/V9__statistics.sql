-- GET /statistics/users/{userID}: a person's sessions of a period.
create index transactions_user_ended on transaction.transactions (user_id, coalesce(start_at, created_at))
    where state = 'ended';
-- GET /statistics/chargers/{connectorID}: a charger's sessions of a period, which is a small part of its years.
create index transactions_charger_ended on transaction.transactions (connector_id, coalesce(start_at, created_at))
    where state = 'ended';
