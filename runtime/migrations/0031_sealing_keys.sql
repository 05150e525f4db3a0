-- The keys that this hub has sealed with, by name: never a key, nor anything made from one that would help to guess it.
-- Each start writes here as the owner; the application role reads it (docs/decisions/0025-change-of-the-sealing-key.md).
create table sealing_keys (
  key_id text primary key check (key_id ~ '^[0-9a-f]{12}$'),
  -- What anchors of audit trails that were signed with it are checked by.
  anchor_public_key text not null unique,
  first_used_at timestamptz not null,
  -- Found without anything sealed under it at a start that no longer had it: it may stay away.
  retired_at timestamptz,
  -- The word of another key, while both were at hand, that anchors signed with this one until then are the hub's.
  vouched_by text,
  vouched_until timestamptz,
  voucher text,
  check ((vouched_by is null) = (voucher is null) and (vouched_by is null) = (vouched_until is null))
);
grant select on sealing_keys to seikyu_app;
