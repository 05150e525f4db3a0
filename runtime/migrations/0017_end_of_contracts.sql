-- What the last run over a contract found: credit that no invoice sets off, the part of it that fits no credit note either,
-- and whether nothing of what is agreed is left to bill but what stands on drafts.
alter table contracts
  add column credit_left_minor bigint not null default 0 check (credit_left_minor >= 0),
  add column credit_unplaced_minor bigint not null default 0 check (credit_unplaced_minor >= 0),
  -- No next invoice sets it off: it is given back.
  add column credit_is_over boolean not null default false,
  add column is_complete boolean not null default false;
create index contracts_with_credit on contracts (organization_id, id) where credit_left_minor > 0;
