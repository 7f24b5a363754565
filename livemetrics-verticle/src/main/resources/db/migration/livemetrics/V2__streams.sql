-- What the streams of events need.

-- For the fleet's energy of a day.
alter table livemetrics.sessions add column start_at timestamptz;
comment on column livemetrics.sessions.start_at is 'null: stored before this was kept';
create index sessions_start on livemetrics.sessions (start_at);

-- What opens a stream where no header can be sent. A minute old at most: after a crash they may be missing, and are asked for anew.
create unlogged table livemetrics.tickets (
    ticket_hash bytea primary key,
    user_id varchar(64) not null,
    admin boolean not null,
    token_expires_at timestamptz not null,
    expires_at timestamptz not null
);
comment on column livemetrics.tickets.ticket_hash is 'SHA-256 of 256 random bits';
-- Those that are over are deleted when the next ones come.
create index tickets_expires on livemetrics.tickets (expires_at);
