-- Who wrote which step, in the order the database saw it.
create table steps (
    seen   bigint generated always as identity primary key,
    writer int not null,
    step   int not null
);
