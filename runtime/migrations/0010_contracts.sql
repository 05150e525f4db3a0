-- Contracts that are billed over time, and the facts that make something billable.
alter table source_links drop constraint source_links_kind_check;
alter table source_links add constraint source_links_kind_check
  check (kind in ('customer', 'contact', 'product', 'deal', 'payment', 'person', 'contract', 'billing_event'));

create table contracts (
  organization_id text not null references organizations (id),
  id text not null,
  version integer not null check (version > 0),
  title text not null,
  form text not null check (form in ('subscription', 'milestones', 'order', 'time_and_materials')),
  currency text not null,
  body jsonb not null,
  body_hash text not null,
  -- The keys of the customer and contacts that it names: what changes there, or comes late, is billed anew.
  party_keys text[] not null,
  -- The next day on which something falls due; null when nothing does any more, as far as is known.
  next_run_on date,
  -- What the last run found about its facts, such as hours without a rate: what they concern is not billed.
  findings jsonb not null default '[]',
  -- Why it is not billed until somebody says so: the findings of the run that stopped; null while it runs.
  parked jsonb,
  -- The findings that somebody let pass, with who, when and why.
  released jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id)
);
create index contracts_due on contracts (organization_id, next_run_on) where next_run_on is not null;

create table billing_events (
  organization_id text not null references organizations (id),
  id text not null,
  version integer not null check (version > 0),
  -- Where it came from; its contract is the one that the same system knows under this key.
  system text not null,
  connection_id text,
  contract_key text not null,
  kind text not null check (
    kind in ('milestone_delivered', 'milestone_accepted', 'shipment', 'time_entry', 'expense', 'usage')
  ),
  -- Of usage; what is aggregated in SQL, a million at a time.
  meter text,
  occurred_at timestamptz,
  quantity numeric,
  unique_key text,
  body jsonb not null,
  body_hash text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  check ((kind = 'usage') = (meter is not null and occurred_at is not null and quantity is not null))
);
create index billing_events_of_contract on billing_events (organization_id, contract_key, kind, id)
  where kind <> 'usage';
create index billing_events_of_meter on billing_events (organization_id, contract_key, meter, occurred_at)
  include (quantity, unique_key, system, connection_id) where kind = 'usage';

alter table invoices
  add column contract_id text,
  -- The day on which it fell due by its contract; what names it among the contract's open drafts.
  add column billed_on date,
  add foreign key (organization_id, contract_id) references contracts (organization_id, id);
create index invoices_by_contract on invoices (organization_id, contract_id, id) where contract_id is not null;

alter table invoice_lines
  add column contract_id text,
  -- What was charged, for ever the same text for the same thing of the contract.
  add column charge_key text,
  add column charge jsonb,
  add check ((contract_id is null) = (charge_key is null) and (contract_id is null) = (charge is null));
create index invoice_lines_by_charge on invoice_lines (organization_id, contract_id, charge_key)
  where contract_id is not null;

do $$
declare business_table text;
begin
  foreach business_table in array array['contracts', 'billing_events'] loop
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
