-- What accounting systems hold, beside what we invoiced: entries of their ledgers, and their charts of accounts.
alter table source_links drop constraint source_links_kind_check;
alter table source_links add constraint source_links_kind_check
  check (kind in ('customer', 'contact', 'product', 'deal', 'payment', 'person', 'contract', 'billing_event',
    'ledger_entry', 'account'));

create table ledger_entries (
  organization_id text not null references organizations (id),
  id text not null,
  version integer not null check (version > 0),
  -- Which ledger it is in.
  system text not null,
  connection_id text,
  type text not null check (
    type in ('invoice', 'credit_note', 'bill', 'supplier_credit', 'income', 'expense', 'journal')
  ),
  status text not null check (status in ('draft', 'submitted', 'open', 'paid', 'written_off', 'void')),
  -- The ledger's own number; of a sale it may be that of an invoice of ours.
  number text,
  booked_on date not null,
  body jsonb not null,
  body_hash text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, connection_id) references connections (organization_id, id)
);
create index ledger_entries_by_number on ledger_entries (organization_id, number) where number is not null;

create table accounts (
  organization_id text not null references organizations (id),
  id text not null,
  version integer not null check (version > 0),
  system text not null,
  connection_id text,
  code text not null,
  name text not null,
  is_active boolean not null,
  body jsonb not null,
  body_hash text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, connection_id) references connections (organization_id, id)
);

do $$
declare business_table text;
begin
  foreach business_table in array array['ledger_entries', 'accounts'] loop
    execute format('alter table %I enable row level security', business_table);
    execute format('alter table %I force row level security', business_table);
    execute format(
      'create policy %I on %I using (organization_id = (select current_setting(''app.organization_id'', true)))
       with check (organization_id = (select current_setting(''app.organization_id'', true)))',
      business_table || '_of_organization', business_table);
    execute format('grant select, insert, update on %I to seikyu_app', business_table);
  end loop;
end
$$;
