-- A tag's group as an operator wrote it, for groups that no tag is stored for: the key is in lower case.
alter table transaction.id_tags add column parent_id_tag text;
update transaction.id_tags set parent_id_tag = parent_id_tag_key;

-- GET /id-tags?blocked=true; the others are nearly all.
create index id_tags_blocked on transaction.id_tags (id_tag_key) where blocked;
