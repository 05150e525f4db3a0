-- A dispute that is accepted is settled with a credit note, or by voiding the invoice and issuing it again.

alter table disputes
  drop constraint disputes_check1,
  add column is_reissue boolean not null default false,
  -- The acceptance that came to nothing, because a ledger refused the void, and what it said. What is closed stays closed.
  add column reopens_id text,
  add column reopened_because text,
  add foreign key (organization_id, reopens_id) references disputes (organization_id, id),
  add constraint disputes_settled_one_way check (
    (state = 'accepted') = (credit_note_id is not null or is_reissue) and not (credit_note_id is not null and is_reissue)
  ),
  add constraint disputes_reopened_because check ((reopens_id is null) = (reopened_because is null));
create unique index disputes_reopened_once on disputes (organization_id, reopens_id) where reopens_id is not null;
