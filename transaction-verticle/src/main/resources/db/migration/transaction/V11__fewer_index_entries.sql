-- A session wrote 24 index entries, twelve when it began and twelve when it ended. Twenty serve the same statements.

-- A person's sessions, newest first, the alias 9999; and the sums of a period, GET /statistics/users/{userID}: the time is looked at in the
-- index, so that of a person's years only the period's rows are read.
drop index transaction.transactions_user;
drop index transaction.transactions_user_ended;
create index transactions_user on transaction.transactions (user_id, transaction_id, coalesce(start_at, created_at));

-- A charger's sessions, newest first; its last meter value; and GET /statistics/chargers/{connectorID} in the same way.
drop index transaction.transactions_charger;
drop index transaction.transactions_charger_ended;
create index transactions_charger on transaction.transactions (connector_id, transaction_id, coalesce(start_at, created_at));

-- Looking for the session that runs on a connector may be done by transactions_open alone, where each charger has its place. Where hardly
-- any session ran when the table was last analysed, the planner thought it cheaper to read one of these three from end to end, and they
-- hold what has ended since the last vacuum, too. Each has a condition more now, which only the statements say that it is for.

-- Pages of running sessions, and how many there are: "and transaction_id > 0".
drop index transaction.transactions_running;
create index transactions_running on transaction.transactions (transaction_id)
    where state in ('active', 'stopping') and transaction_id > 0;

-- Search by state, but for the many that ended and those that run: "and transaction_id > 0".
drop index transaction.transactions_unended;
create index transactions_unended on transaction.transactions (state, transaction_id)
    where state not in ('active', 'stopping', 'ended') and transaction_id > 0;

-- How many sessions run under a tag, at each Authorize and StartTransaction of a limited tag.
drop index transaction.transactions_tag_open;
create index transactions_tag_open on transaction.transactions (id_tag_key)
    where state in ('active', 'stopping') and id_tag_key is not null;

-- Is this stop a repetition: only those that have one.
drop index transaction.transactions_stop_key;
create index transactions_stop_key on transaction.transactions (stop_key) where stop_key is not null;
