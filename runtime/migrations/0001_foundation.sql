-- The foundation of the hub. A released migration is never edited: its hash is stored and checked.
--
-- Every business table carries organization_id first in its keys and has forced row-level security.
-- Exempt, and listed in tests/flow/db/row-level-security.test.ts: organizations, lookup_keys, schema_migrations.

create table organizations (
  id text primary key,
  name text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null
);

-- Finds the organization of an API key, a connection or a session before that organization is known.
-- The application role cannot read it: only find_lookup() can, by hash.
create table lookup_keys (
  hash bytea primary key check (length(hash) = 32),
  kind text not null check (kind in ('api_key', 'connection', 'session')),
  organization_id text not null references organizations (id),
  object_id text not null
);

create function find_lookup(wanted_kind text, wanted_hash bytea)
returns table (organization_id text, object_id text)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select l.organization_id, l.object_id from public.lookup_keys l
  where l.kind = wanted_kind and l.hash = wanted_hash
$$;

create table entities (
  organization_id text not null references organizations (id),
  id text not null,
  name text not null,
  legal_name text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null,
  locale text not null check (locale in ('en', 'ja')),
  tax_registration text,
  address jsonb not null,
  email text not null,
  payment_instructions jsonb,
  rounding text not null check (rounding in ('half_up', 'half_even', 'down', 'up')),
  default_terms text not null,
  is_auto_submit boolean not null default true,
  is_auto_issue boolean not null default true,
  is_auto_send boolean not null default true,
  created_at timestamptz not null,
  primary key (organization_id, id)
);

create table tax_rules (
  organization_id text not null,
  entity_id text not null,
  tax_class text not null check (tax_class in ('standard', 'reduced', 'exempt')),
  category text not null check (category in ('S', 'AA', 'E', 'Z', 'O')),
  rate_percent numeric(9, 6) not null check (rate_percent >= 0),
  valid_from date not null,
  valid_to date,
  primary key (organization_id, entity_id, tax_class, valid_from),
  foreign key (organization_id, entity_id) references entities (organization_id, id)
);

create table number_series (
  organization_id text not null,
  id text not null,
  entity_id text not null,
  document_type text not null check (document_type in ('invoice')),
  pattern text not null,
  first_value bigint not null check (first_value > 0),
  primary key (organization_id, id),
  -- Two series that print the same text would clash, also across entities.
  unique (organization_id, pattern),
  unique (organization_id, entity_id, document_type),
  foreign key (organization_id, entity_id) references entities (organization_id, id)
);

create table number_counters (
  organization_id text not null,
  series_id text not null,
  period_key text not null,
  first_value bigint not null,
  last_value bigint not null,
  primary key (organization_id, series_id, period_key),
  foreign key (organization_id, series_id) references number_series (organization_id, id)
);

create table people (
  organization_id text not null references organizations (id),
  id text not null,
  name text not null,
  email text not null,
  roles text[] not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, email)
);

create table api_keys (
  organization_id text not null references organizations (id),
  id text not null,
  name text not null,
  prefix text not null,
  hash bytea not null check (length(hash) = 32),
  -- A key of a person acts as that person; a key without one is a machine and never decides approvals.
  person_id text,
  permissions text[] not null,
  entity_ids text[],
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references people (organization_id, id)
);

create table sessions (
  organization_id text not null references organizations (id),
  id text not null,
  person_id text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references people (organization_id, id)
);

create table idempotency_keys (
  organization_id text not null references organizations (id),
  route text not null,
  key text not null,
  fingerprint bytea not null,
  status integer,
  body text,
  created_at timestamptz not null,
  primary key (organization_id, route, key)
);
create index idempotency_keys_by_age on idempotency_keys (organization_id, created_at);

create table connections (
  organization_id text not null references organizations (id),
  id text not null,
  system text not null,
  name text not null,
  role text not null check (role in ('crm', 'accounting')),
  base_url text not null,
  -- The legal entity whose books these are; null is every entity.
  entity_id text,
  config jsonb not null,
  secrets bytea not null,
  is_paused boolean not null default false,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, name),
  foreign key (organization_id, entity_id) references entities (organization_id, id)
);

create table webhook_refusals (
  organization_id text not null,
  connection_id text not null,
  code text not null,
  refused_on date not null,
  refused_count bigint not null,
  primary key (organization_id, connection_id, code, refused_on),
  foreign key (organization_id, connection_id) references connections (organization_id, id)
);

-- The raw bytes of every accepted webhook request, as received.
create table inbox (
  organization_id text not null,
  id text not null,
  connection_id text not null,
  received_at timestamptz not null,
  body bytea not null,
  primary key (organization_id, id),
  foreign key (organization_id, connection_id) references connections (organization_id, id)
);

-- One row per event of a request; the key refuses the second delivery of the same event.
create table inbox_hints (
  organization_id text not null,
  connection_id text not null,
  dedupe_key text not null,
  inbox_id text not null,
  object text not null,
  external_id text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  primary key (organization_id, connection_id, dedupe_key)
);
create index inbox_hints_by_inbox on inbox_hints (organization_id, inbox_id);

-- Every version of every record as its system gave it.
create table records (
  organization_id text not null,
  id text not null,
  -- Null for records that were pushed through the API.
  connection_id text,
  system text not null,
  object text not null,
  external_id text not null,
  content_hash text not null,
  modified_at timestamptz,
  received_at timestamptz not null,
  -- When its system was last known to hold this content; of two contents the one seen later is the newer version.
  seen_at timestamptz not null,
  -- Tells apart what was seen at the same instant.
  seen_sequence bigint generated by default as identity,
  payload jsonb not null,
  primary key (organization_id, id),
  unique nulls not distinct (organization_id, system, connection_id, object, external_id, content_hash),
  foreign key (organization_id, connection_id) references connections (organization_id, id)
);

create table mapping_versions (
  organization_id text not null references organizations (id),
  id text not null,
  system text not null,
  object text not null,
  kind text not null,
  version integer not null check (version > 0),
  definition jsonb not null,
  script text,
  content_hash text not null,
  status text not null check (status in ('draft', 'published', 'retired')),
  published_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, system, object, version)
);
create unique index mapping_versions_one_published on mapping_versions (organization_id, system, object)
  where status = 'published';

create table customers (
  organization_id text not null references organizations (id),
  id text not null,
  version integer not null,
  name text not null,
  body jsonb not null,
  body_hash text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id)
);

create table contacts (
  organization_id text not null references organizations (id),
  id text not null,
  version integer not null,
  email text not null,
  body jsonb not null,
  body_hash text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id)
);

create table products (
  organization_id text not null references organizations (id),
  id text not null,
  sku text not null,
  name text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, sku)
);

create table product_versions (
  organization_id text not null,
  id text not null,
  product_id text not null,
  version integer not null check (version > 0),
  valid_from date not null,
  valid_to date,
  names jsonb not null,
  unit text not null,
  tax_class text not null check (tax_class in ('standard', 'reduced', 'exempt')),
  max_discount_percent numeric(9, 6) not null,
  primary key (organization_id, id),
  unique (organization_id, product_id, version),
  foreign key (organization_id, product_id) references products (organization_id, id)
);

create table product_prices (
  organization_id text not null,
  product_version_id text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  unit_price numeric(28, 10) not null check (unit_price >= 0),
  primary key (organization_id, product_version_id, currency),
  foreign key (organization_id, product_version_id) references product_versions (organization_id, id)
);

create table deals (
  organization_id text not null references organizations (id),
  id text not null,
  version integer not null,
  title text not null,
  is_won boolean not null,
  currency text not null,
  body jsonb not null,
  body_hash text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id)
);

-- Which record of which system one of ours is; one of ours per record, so nothing is made twice.
create table source_links (
  organization_id text not null references organizations (id),
  system text not null,
  connection_id text,
  object text not null,
  external_id text not null,
  kind text not null check (kind in ('customer', 'contact', 'product', 'deal', 'payment', 'person')),
  canonical_id text not null,
  record_id text,
  mapping_version_id text,
  updated_at timestamptz not null,
  unique nulls not distinct (organization_id, system, connection_id, object, external_id)
);
create index source_links_by_canonical on source_links (organization_id, kind, canonical_id);

-- Every version of every canonical record with the record version and mapping version that made it.
create table canonical_versions (
  organization_id text not null references organizations (id),
  kind text not null,
  canonical_id text not null,
  version integer not null,
  body jsonb not null,
  record_id text,
  mapping_version_id text,
  created_at timestamptz not null,
  primary key (organization_id, kind, canonical_id, version)
);

create table rule_sets (
  organization_id text not null,
  id text not null,
  entity_id text not null,
  version integer not null check (version > 0),
  definition jsonb not null,
  content_hash text not null,
  status text not null check (status in ('draft', 'published', 'retired')),
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, entity_id, version),
  foreign key (organization_id, entity_id) references entities (organization_id, id)
);
create unique index rule_sets_one_published on rule_sets (organization_id, entity_id) where status = 'published';

create table templates (
  organization_id text not null references organizations (id),
  id text not null,
  name text not null,
  version integer not null check (version > 0),
  source text not null,
  texts jsonb not null,
  content_hash text not null,
  status text not null check (status in ('draft', 'published', 'retired')),
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, name, version)
);
create unique index templates_one_published on templates (organization_id, name) where status = 'published';

create table invoices (
  organization_id text not null,
  id text not null,
  entity_id text not null,
  customer_id text not null,
  deal_id text,
  type text not null check (type in ('invoice')),
  document_status text not null check (document_status in
    ('draft', 'pending_approval', 'approved', 'issued', 'voiding', 'voided', 'discarded')),
  series_id text,
  number text,
  locale text not null check (locale in ('en', 'ja')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  supply_date date not null,
  issue_date date,
  due_date date,
  terms_code text not null,
  purchase_order text,
  notes jsonb not null default '[]',
  seller jsonb not null,
  buyer jsonb not null,
  recipients jsonb not null,
  payment_instructions jsonb,
  line_net_minor bigint not null,
  tax_exclusive_minor bigint not null,
  tax_minor bigint not null,
  tax_inclusive_minor bigint not null,
  prepaid_minor bigint not null default 0,
  payable_minor bigint not null,
  content_hash text not null,
  source_hash text not null,
  template_id text,
  revision integer not null default 1,
  created_by jsonb not null,
  last_edited_by jsonb not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  approved_at timestamptz,
  issued_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, entity_id) references entities (organization_id, id),
  foreign key (organization_id, customer_id) references customers (organization_id, id),
  foreign key (organization_id, deal_id) references deals (organization_id, id),
  foreign key (organization_id, series_id) references number_series (organization_id, id),
  foreign key (organization_id, template_id) references templates (organization_id, id),
  unique (organization_id, number),
  -- EN 16931 BR-CO-15 and BR-CO-16, without document allowances, charges and payable rounding yet.
  check (tax_inclusive_minor = tax_exclusive_minor + tax_minor),
  check (payable_minor = tax_inclusive_minor - prepaid_minor),
  -- A number is taken at issue and kept for ever.
  check ((document_status in ('issued', 'voiding', 'voided'))
    = (number is not null and series_id is not null and issue_date is not null
       and due_date is not null and issued_at is not null and template_id is not null))
);
create index invoices_by_deal on invoices (organization_id, deal_id);
create index invoices_by_status on invoices (organization_id, document_status, created_at desc);

create table invoice_lines (
  organization_id text not null,
  invoice_id text not null,
  position integer not null check (position > 0),
  product_id text not null,
  product_version_id text not null,
  sku text not null,
  name text not null,
  description text,
  quantity numeric(28, 10) not null,
  unit text not null,
  unit_price numeric(28, 10) not null,
  list_price numeric(28, 10),
  discount_percent numeric(9, 6),
  discount_minor bigint not null default 0,
  discount_reason text,
  net_minor bigint not null,
  tax_category text not null check (tax_category in ('S', 'AA', 'E', 'Z', 'O')),
  tax_rate_percent numeric(9, 6) not null,
  source jsonb,
  source_key text,
  is_live boolean not null default true,
  primary key (organization_id, invoice_id, position),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  foreign key (organization_id, product_id) references products (organization_id, id),
  foreign key (organization_id, product_version_id) references product_versions (organization_id, id)
);
-- No source on two live lines: blocks double billing whatever the code above does.
create unique index invoice_lines_one_live_source on invoice_lines (organization_id, source_key)
  where is_live and source_key is not null;

create table invoice_tax_rows (
  organization_id text not null,
  invoice_id text not null,
  category text not null check (category in ('S', 'AA', 'E', 'Z', 'O')),
  rate_percent numeric(9, 6) not null,
  base_minor bigint not null,
  tax_minor bigint not null,
  primary key (organization_id, invoice_id, category, rate_percent),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);

create table approval_requests (
  organization_id text not null,
  id text not null,
  invoice_id text not null,
  content_hash text not null,
  rule_set_id text,
  facts jsonb not null,
  explanation jsonb not null,
  step_role text not null,
  -- The steps that follow once this one is approved, in order.
  remaining_roles text[] not null,
  state text not null check (state in ('open', 'approved', 'rejected', 'cancelled')),
  requested_by jsonb not null,
  requested_at timestamptz not null,
  closed_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  foreign key (organization_id, rule_set_id) references rule_sets (organization_id, id)
);
create index approval_requests_by_invoice on approval_requests (organization_id, invoice_id);
create unique index approval_requests_one_open on approval_requests (organization_id, invoice_id)
  where state = 'open';

-- Append-only. An automatic approval is a decision too, by the rule set's default row.
create table approval_decisions (
  organization_id text not null,
  id text not null,
  invoice_id text not null,
  request_id text,
  rule_set_id text,
  decision text not null check (decision in ('approved', 'rejected')),
  content_hash text not null,
  actor jsonb not null,
  reason text,
  decided_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  foreign key (organization_id, request_id) references approval_requests (organization_id, id),
  foreign key (organization_id, rule_set_id) references rule_sets (organization_id, id)
);
create index approval_decisions_by_invoice on approval_decisions (organization_id, invoice_id);
create unique index approval_decisions_one_per_request on approval_decisions (organization_id, request_id)
  where request_id is not null;

-- The issued bytes. Append-only: what was rendered once stays what it is.
create table documents (
  organization_id text not null,
  id text not null,
  invoice_id text not null,
  kind text not null check (kind in ('pdf', 'json')),
  media_type text not null,
  bytes bytea not null,
  sha256 text not null,
  template_id text,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, invoice_id, kind),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  foreign key (organization_id, template_id) references templates (organization_id, id)
);

create table send_attempts (
  organization_id text not null,
  id text not null,
  invoice_id text not null,
  channel text not null check (channel in ('email')),
  recipients jsonb not null,
  message_id text not null,
  document_sha256 text not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'unknown', 'failed')),
  detail text,
  requested_by jsonb not null,
  queued_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, message_id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index send_attempts_by_invoice on send_attempts (organization_id, invoice_id);
create unique index send_attempts_one_open on send_attempts (organization_id, invoice_id)
  where state in ('queued', 'sending');

create table sync_links (
  organization_id text not null,
  connection_id text not null,
  object text not null,
  canonical_kind text not null check (canonical_kind in ('customer', 'product', 'invoice', 'deal')),
  canonical_id text not null,
  external_id text not null,
  state text not null check (state in ('pending', 'in_sync', 'drift', 'failed')),
  field_hashes jsonb not null,
  read_back jsonb,
  last_synced_at timestamptz,
  primary key (organization_id, connection_id, object, canonical_id),
  foreign key (organization_id, connection_id) references connections (organization_id, id)
);
create index sync_links_by_canonical on sync_links (organization_id, canonical_id);

-- The intent to write, stored before the call: after a crash it says what may have happened.
create table write_intents (
  organization_id text not null,
  id text not null,
  connection_id text not null,
  object text not null,
  canonical_id text not null,
  operation_key text not null,
  fields jsonb not null,
  state text not null check (state in ('planned', 'written', 'confirmed', 'failed')),
  external_id text,
  attempt_count integer not null default 0,
  error_code text,
  error_detail text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, connection_id, operation_key),
  foreign key (organization_id, connection_id) references connections (organization_id, id)
);
create index write_intents_by_canonical on write_intents (organization_id, canonical_id);

-- What we wrote, so that its echo is not taken for somebody's edit.
create table our_writes (
  organization_id text not null,
  connection_id text not null,
  object text not null,
  external_id text not null,
  field text not null,
  value_hash text not null,
  written_at timestamptz not null,
  primary key (organization_id, connection_id, object, external_id, field),
  foreign key (organization_id, connection_id) references connections (organization_id, id)
);

create table payments (
  organization_id text not null references organizations (id),
  id text not null,
  invoice_number text,
  -- The connection that told of it and the invoice's id there: a number alone may be somebody else's invoice.
  source_connection_id text,
  invoice_external_key text,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  received_on date not null,
  reference text,
  state text not null check (state in ('settled', 'returned')),
  body_hash text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, source_connection_id) references connections (organization_id, id)
);
create index payments_by_invoice_number on payments (organization_id, invoice_number);

-- The allocation ledger. Append-only: a reversal is a new row with the negative amount.
create table allocations (
  organization_id text not null,
  id text not null,
  invoice_id text not null,
  payment_id text not null,
  amount_minor bigint not null check (amount_minor <> 0),
  reverses_id text,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, reverses_id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  foreign key (organization_id, payment_id) references payments (organization_id, id),
  foreign key (organization_id, reverses_id) references allocations (organization_id, id)
);
create index allocations_by_invoice on allocations (organization_id, invoice_id);
create index allocations_by_payment on allocations (organization_id, payment_id);

create table invoice_events (
  organization_id text not null,
  id text not null,
  invoice_id text not null,
  sequence integer not null check (sequence > 0),
  type text not null,
  data jsonb not null,
  actor jsonb not null,
  occurred_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, invoice_id, sequence),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);

create table audit_entries (
  organization_id text not null references organizations (id),
  id text not null,
  occurred_at timestamptz not null,
  actor jsonb not null,
  action text not null,
  object_kind text not null,
  object_id text not null,
  before jsonb,
  after jsonb,
  reason text,
  request_id text not null,
  primary key (organization_id, id)
);
create index audit_entries_by_object on audit_entries (organization_id, object_kind, object_id, id);

-- A job that failed, with the record it was about. `retrying` while tries are left, then `dead`.
create table dead_letters (
  organization_id text not null references organizations (id),
  id text not null,
  queue text not null,
  job_key text not null,
  -- What the work was about, as one text: jobs that only share an ordering key have letters of their own.
  subject_key text not null,
  payload jsonb not null,
  subject jsonb not null,
  code text not null,
  detail text not null,
  errors jsonb not null default '[]',
  attempt_count integer not null,
  state text not null check (state in ('retrying', 'dead', 'replayed', 'resolved')),
  first_failed_at timestamptz not null,
  last_failed_at timestamptz not null,
  primary key (organization_id, id)
);
create unique index dead_letters_one_open on dead_letters (organization_id, queue, subject_key)
  where state in ('retrying', 'dead');

-- What was received and is not money: balance per invoice, read with the reader's own rights.
create view invoice_balances with (security_invoker = true) as
  select i.organization_id, i.id as invoice_id, i.payable_minor as total_minor,
         coalesce(sum(a.amount_minor), 0)::bigint as cash_minor,
         (i.payable_minor - coalesce(sum(a.amount_minor), 0))::bigint as balance_minor,
         max(a.created_at) as last_allocated_at
  from invoices i
  left join allocations a on a.organization_id = i.organization_id and a.invoice_id = i.id
  group by i.organization_id, i.id, i.payable_minor;

-- Append-only, for everybody, the owner included.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'SK001';
end
$$;

do $$
declare append_only text;
begin
  foreach append_only in array array['audit_entries', 'approval_decisions', 'documents', 'allocations',
    'invoice_events', 'canonical_versions']
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      append_only || '_append_only', append_only);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      append_only || '_no_truncate', append_only);
  end loop;
end
$$;

-- Issue freezes money, parties, dates and number.
create function refuse_change_after_issue() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.number is not null then
      raise exception 'a numbered document is never deleted' using errcode = 'SK002';
    end if;
    return old;
  end if;
  if old.number is not null and (
    to_jsonb(new) - array['document_status', 'revision'] is distinct from
    to_jsonb(old) - array['document_status', 'revision']
  ) then
    raise exception 'an issued document is never edited' using errcode = 'SK002';
  end if;
  return new;
end
$$;
create trigger invoices_frozen before update or delete on invoices
  for each row execute function refuse_change_after_issue();

create function refuse_part_change_after_issue() returns trigger language plpgsql as $$
declare is_numbered boolean := false;
begin
  -- Both ends of an update: a line moved off an issued invoice is an edit of it, as is one moved onto it.
  if tg_op <> 'INSERT' then
    is_numbered := exists (select 1 from invoices i where i.organization_id = old.organization_id
      and i.id = old.invoice_id and i.number is not null);
  end if;
  if tg_op <> 'DELETE' and not is_numbered then
    is_numbered := exists (select 1 from invoices i where i.organization_id = new.organization_id
      and i.id = new.invoice_id and i.number is not null);
  end if;
  if is_numbered and not (tg_op = 'UPDATE' and to_jsonb(new) - 'is_live' = to_jsonb(old) - 'is_live') then
    raise exception 'an issued document is never edited' using errcode = 'SK002';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end
$$;
create trigger invoice_lines_frozen before insert or update or delete on invoice_lines
  for each row execute function refuse_part_change_after_issue();
create trigger invoice_tax_rows_frozen before insert or update or delete on invoice_tax_rows
  for each row execute function refuse_part_change_after_issue();

-- A version is what it was when it was made; only its status moves on.
create function refuse_version_change() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - array['status', 'published_at'] is distinct from to_jsonb(old) - array['status', 'published_at'] then
    raise exception 'a version of % is never edited', tg_table_name using errcode = 'SK003';
  end if;
  return new;
end
$$;
create trigger templates_frozen before update on templates for each row execute function refuse_version_change();
create trigger rule_sets_frozen before update on rule_sets for each row execute function refuse_version_change();
create trigger mapping_versions_frozen before update on mapping_versions
  for each row execute function refuse_version_change();

-- The role of every transaction of the hub. It owns nothing and bypasses nothing.
do $$
begin
  create role seikyu_app nologin;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'The role seikyu_app is missing and % may not create it. Let an administrator run: create role seikyu_app nologin; grant seikyu_app to %;',
      current_user, current_user;
end
$$;
-- The member may take the role (SET) on PostgreSQL 16 and newer as on 15.
do $$
begin
  execute format('grant seikyu_app to %I', current_user);
exception when insufficient_privilege then null;
end
$$;

grant usage on schema public to seikyu_app;
grant execute on function find_lookup(text, bytea) to seikyu_app;
grant select on organizations to seikyu_app;
grant insert on lookup_keys to seikyu_app;

do $$
declare business_table text;
begin
  for business_table in
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r'
      and c.relname not in ('organizations', 'lookup_keys', 'schema_migrations')
  loop
    execute format('alter table %I enable row level security', business_table);
    execute format('alter table %I force row level security', business_table);
    execute format($policy$
      create policy %I on %I using (organization_id = current_setting('app.organization_id', true))
      with check (organization_id = current_setting('app.organization_id', true))
    $policy$, business_table || '_of_organization', business_table);
    execute format('grant select, insert on %I to seikyu_app', business_table);
  end loop;
end
$$;

grant select on invoice_balances to seikyu_app;
grant update on entities, number_counters, people, api_keys, idempotency_keys, connections, webhook_refusals,
  records, mapping_versions, customers, contacts, products, deals, source_links, rule_sets, templates, invoices,
  invoice_lines, approval_requests, send_attempts, sync_links, write_intents, our_writes, payments, dead_letters
  to seikyu_app;
grant delete on invoice_lines, invoice_tax_rows, idempotency_keys, sessions to seikyu_app;
