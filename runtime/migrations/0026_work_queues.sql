-- The inbox of approvals in the order of urgency, and who looks after an exception.

-- Until when the earliest step of the request is to be decided. Kept beside `escalate_at`, which is emptied once it passed.
alter table approval_requests add column due_at timestamptz;
alter table approval_requests no force row level security;
update approval_requests set due_at = requested_at + (
  select min((step ->> 'slaHours')::integer) * interval '1 hour' from jsonb_array_elements(steps) step
);
alter table approval_requests force row level security;
create index approval_requests_by_urgency
  on approval_requests (organization_id, (coalesce(due_at, 'infinity'::timestamptz)), requested_at)
  where state = 'open';

-- Exceptions are read from the facts that they are; only who looks after one, and a note on it, is stored. The key names
-- one occurrence: what fails again after it was mended has another, and nobody's.
create table exception_owners (
  organization_id text not null references organizations (id),
  exception_key text not null,
  owner_id text,
  note text not null default '' check (length(note) <= 1000),
  changed_by jsonb not null,
  changed_at timestamptz not null,
  primary key (organization_id, exception_key),
  foreign key (organization_id, owner_id) references people (organization_id, id)
);
alter table exception_owners enable row level security;
alter table exception_owners force row level security;
create policy exception_owners_of_organization on exception_owners
  using (organization_id = (select current_setting('app.organization_id', true)))
  with check (organization_id = (select current_setting('app.organization_id', true)));
grant select, insert, update on exception_owners to seikyu_app;

create index send_attempts_to_look_at on send_attempts (organization_id, queued_at) where state in ('unknown', 'failed');
create index sync_links_apart on sync_links (organization_id, canonical_id) where state in ('drift', 'failed');
create index contracts_parked on contracts (organization_id, id) where parked is not null;
create index contracts_with_findings on contracts (organization_id, id) where findings <> '[]'::jsonb;
