-- Numbers per customer beside those per entity and period, and reminders of what is late.

-- A series is never edited: another pattern is another series, and the one before stays with what it numbered.
alter table number_series
  add column retired_at timestamptz,
  drop constraint number_series_organization_id_entity_id_document_type_key;
create unique index number_series_one_live on number_series (organization_id, entity_id, document_type)
  where retired_at is null;

-- Which customer of an entity a number means: given at the first document that prints it, and never to another.
create table customer_numbers (
  organization_id text not null,
  entity_id text not null,
  customer_id text not null,
  value bigint not null check (value > 0),
  primary key (organization_id, entity_id, customer_id),
  unique (organization_id, entity_id, value),
  foreign key (organization_id, entity_id) references entities (organization_id, id),
  foreign key (organization_id, customer_id) references customers (organization_id, id)
);

create table customer_counters (
  organization_id text not null,
  series_id text not null,
  customer_id text not null,
  period_key text not null,
  first_value bigint not null check (first_value > 0),
  last_value bigint not null check (last_value >= first_value),
  primary key (organization_id, series_id, customer_id, period_key),
  foreign key (organization_id, series_id) references number_series (organization_id, id),
  foreign key (organization_id, customer_id) references customers (organization_id, id)
);

-- When a customer is reminded: one policy per entity, and one of its own for a customer that needs it.
create table reminder_policies (
  organization_id text not null,
  id text not null,
  entity_id text not null,
  customer_id text,
  -- Nothing is sent by itself before somebody turns it on.
  is_on boolean not null,
  definition jsonb not null,
  changed_by jsonb not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  unique nulls not distinct (organization_id, entity_id, customer_id),
  foreign key (organization_id, entity_id) references entities (organization_id, id),
  foreign key (organization_id, customer_id) references customers (organization_id, id)
);

-- One mail to one customer about what is late in one currency.
create table reminders (
  organization_id text not null,
  id text not null,
  entity_id text not null,
  customer_id text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  tone text not null check (tone in ('friendly', 'firm', 'final')),
  -- Counted since what is due longest was asked for first.
  attempt integer not null check (attempt > 0),
  -- Nothing is left to be asked for by itself after this one.
  is_last boolean not null,
  is_by_hand boolean not null,
  planned_on date not null,
  locale text not null check (locale in ('en', 'ja')),
  recipients jsonb not null,
  message_id text not null,
  -- As it was handed to the mail server; null before.
  subject text,
  body text,
  state text not null check (state in ('queued', 'sending', 'sent', 'unknown', 'failed', 'cancelled')),
  detail text,
  requested_by jsonb not null,
  queued_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, message_id),
  foreign key (organization_id, entity_id) references entities (organization_id, id),
  foreign key (organization_id, customer_id) references customers (organization_id, id),
  check ((state in ('queued', 'sending')) = (ended_at is null)),
  check (state <> 'sent' or (subject is not null and body is not null))
);
create unique index reminders_one_open on reminders (organization_id, entity_id, customer_id, currency)
  where state in ('queued', 'sending');
create index reminders_by_customer on reminders (organization_id, entity_id, customer_id, id);

-- What a reminder asks for: an invoice, or one instalment of it, and which step of the schedule it has reached.
create table reminder_items (
  organization_id text not null,
  reminder_id text not null,
  invoice_id text not null,
  due_date date not null,
  owed_minor bigint not null check (owed_minor > 0),
  step_days integer,
  primary key (organization_id, reminder_id, invoice_id, due_date),
  foreign key (organization_id, reminder_id) references reminders (organization_id, id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index reminder_items_by_invoice on reminder_items (organization_id, invoice_id, reminder_id);

create trigger reminder_items_append_only before update or delete on reminder_items
  for each row execute function refuse_change();
create trigger reminder_items_no_truncate before truncate on reminder_items
  for each statement execute function refuse_change();

do $$
declare business_table text;
begin
  foreach business_table in array array[
    'customer_numbers', 'customer_counters', 'reminder_policies', 'reminders', 'reminder_items'] loop
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
revoke update on customer_numbers, reminder_items from seikyu_app;
-- A customer without a policy of its own follows that of the entity.
grant delete on reminder_policies to seikyu_app;
