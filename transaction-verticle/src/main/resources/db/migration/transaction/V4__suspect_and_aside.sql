-- Looking at quiet sessions, from one id to the next: without it each page would go through all that ever were.
create index transactions_running on transaction.transactions (transaction_id) where state in ('active', 'stopping');
-- GET /transactions?suspectReason=…, in the order of the list.
create index transactions_suspect_reason on transaction.transactions (suspect_reason, transaction_id) where suspect;
-- GET /transactions/unmatched?connectorID=…&resolved=false: what is done grows, what waits does not.
create index unmatched_charger_unresolved on transaction.unmatched (connector_id, id) where resolved_at is null;
