-- Payments recorded by hand, voiding, what became overdue, electronic documents, and the filters of the lists.

-- A push connection only receives: nothing is asked of it and nothing is written back.
alter table connections drop constraint connections_role_check;
alter table connections add constraint connections_role_check check (role in ('crm', 'accounting', 'push'));

-- The electronic document (EN 16931, UBL 2.1) is kept once it was handed out, like the others.
alter table documents drop constraint documents_kind_check;
alter table documents add constraint documents_kind_check check (kind in ('pdf', 'json', 'xml'));

-- Which due dates of an invoice were told to have passed; the key makes one event of each.
create table overdue_marks (
  organization_id text not null,
  invoice_id text not null,
  due_date date not null,
  marked_at timestamptz not null,
  primary key (organization_id, invoice_id, due_date),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
alter table overdue_marks enable row level security;
alter table overdue_marks force row level security;
create policy overdue_marks_of_organization on overdue_marks
  using (organization_id = current_setting('app.organization_id', true))
  with check (organization_id = current_setting('app.organization_id', true));
grant select, insert on overdue_marks to seikyu_app;

-- What a void asks of each ledger; the invoice is voided once all of them are confirmed.
create table void_targets (
  organization_id text not null,
  invoice_id text not null,
  connection_id text not null,
  -- Which request of a void this is about: a refused one may be asked for again.
  attempt integer not null check (attempt > 0),
  state text not null check (state in ('pending', 'confirmed', 'refused')),
  updated_at timestamptz not null,
  primary key (organization_id, invoice_id, connection_id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  foreign key (organization_id, connection_id) references connections (organization_id, id)
);
alter table void_targets enable row level security;
alter table void_targets force row level security;
create policy void_targets_of_organization on void_targets
  using (organization_id = current_setting('app.organization_id', true))
  with check (organization_id = current_setting('app.organization_id', true));
grant select, insert, update on void_targets to seikyu_app;

-- Filters of the lists. Only comparisons that PostgreSQL calls leakproof use an index under row-level security,
-- so a number is searched by a range of its bytes and not with LIKE.
create index invoices_by_number_prefix on invoices (organization_id, number collate "C");
create index invoices_by_entity on invoices (organization_id, entity_id, id desc);
create index invoices_by_customer on invoices (organization_id, customer_id, id desc);
create index invoices_by_issue_date on invoices (organization_id, issue_date, id desc);
create index invoices_by_state on invoices (organization_id, document_status, id desc);
create index invoices_open_by_due_date on invoices (organization_id, due_date) where document_status = 'issued';
create index approval_requests_by_state on approval_requests (organization_id, state, id desc);
create index payments_by_received_on on payments (organization_id, received_on, id desc);
create index source_links_by_external on source_links (organization_id, kind, external_id);
