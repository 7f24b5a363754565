create table items (
    id   bigint primary key,
    note text not null constraint items_note_known check (note <> 'poison')
);
