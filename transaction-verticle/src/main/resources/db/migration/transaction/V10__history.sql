-- Forgetting what was put aside and has long been resolved.
create index unmatched_resolved on transaction.unmatched (resolved_at) where resolved_at is not null;
