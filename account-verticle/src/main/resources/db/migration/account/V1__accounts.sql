-- People, how they prove who they are, and the keys that sign the tokens they carry.

create table account.users (
    -- Ours: a UUID. Of an external issuer: its sub.
    user_id text primary key check (length(user_id) between 1 and 64),
    -- The e-mail address as entered. Absent: the profile of an external issuer's user, or a deleted account.
    username text check (length(username) between 3 and 254),
    -- Absent: nobody can sign in with a password.
    password_hash text,
    must_change_password boolean not null default false,
    verified boolean not null default false,
    enabled boolean not null default true,
    role text not null default 'user' check (role in ('user', 'admin')),

    first_name text not null default '',
    last_name text not null default '',
    phone_number text not null default '',
    street_address text not null default '',
    zip_code text not null default '',
    city text not null default '',
    country text not null default '',

    -- A token names the version it was made under; one of an older version does not hold any more.
    token_version int not null default 1,
    created_at timestamptz not null,
    last_modified_at timestamptz not null,
    -- The row stays, emptied, so that its tokens are refused and its number is never given again.
    deleted_at timestamptz
);

-- One account an address. Also the search by it, and by its beginning.
create unique index users_username on account.users (lower(username) text_pattern_ops) where deleted_at is null;
-- The list of people, oldest first.
create index users_listed on account.users (created_at, user_id) where deleted_at is null;
-- Is there another administrator.
create index users_admins on account.users (user_id) where role = 'admin' and enabled and deleted_at is null;

-- The codes that prove whose an e-mail address is. A new one takes the place of the old.
create table account.codes (
    user_id text not null references account.users on delete cascade,
    kind text not null check (kind in ('verify', 'reset')),
    -- An HMAC: six digits are guessed from a plain hash in no time.
    code_hash bytea not null,
    tries int not null default 0,
    used_at timestamptz,
    expires_at timestamptz not null,
    primary key (user_id, kind)
);

-- Sign-ins that wait for a first password of the person's own.
create table account.challenges (
    session_hash bytea primary key,
    user_id text not null references account.users on delete cascade,
    expires_at timestamptz not null
);
create index challenges_user on account.challenges (user_id);
create index challenges_expiry on account.challenges (expires_at);

-- Attempts at passwords and codes that failed or are under way, by account ("account:…") and by address ("address:…").
create table account.attempts (
    subject text primary key,
    count int not null,
    since timestamptz not null
);
create index attempts_since on account.attempts (since);

-- The keys that sign tokens. One signs for a month and verifies until its last token has ended.
create table account.signing_keys (
    kid text primary key,
    algorithm text not null,
    -- Sealed: a copy of the database signs nothing.
    private_key bytea not null,
    public_key jsonb not null,
    created_at timestamptz not null
);
