-- Outgoing webhooks (Standard Webhooks 1.0.0) and the waiters of flows that wait for a decision.

create table webhook_endpoints (
  organization_id text not null references organizations (id),
  id text not null,
  url text not null,
  description text,
  -- Null lets every event type, entity or status through.
  event_types text[],
  entity_ids text[],
  statuses text[],
  -- Sealed. After a rotation the secret before it signs as well, until its time is over.
  secret bytea not null,
  previous_secret bytea,
  previous_valid_until timestamptz,
  state text not null check (state in ('active', 'disabled')),
  disabled_reason text check (disabled_reason in ('gone', 'failing')),
  disabled_at timestamptz,
  -- When the administrators were told of it.
  told_at timestamptz,
  -- The first failed attempt since the last one that went through.
  failing_since timestamptz,
  created_by jsonb not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  check ((previous_secret is null) = (previous_valid_until is null)),
  check ((state = 'disabled') = (disabled_reason is not null and disabled_at is not null))
);

-- A flow that waits for the decision on an invoice. Where it is resumed is a capability, and sealed.
create table approval_waiters (
  organization_id text not null,
  id text not null,
  invoice_id text not null,
  request_id text not null,
  content_hash text not null,
  -- Null once the answer arrived.
  resume_url bytea,
  state text not null check (state in ('waiting', 'answered')),
  created_by jsonb not null,
  created_at timestamptz not null,
  answered_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  foreign key (organization_id, request_id) references approval_requests (organization_id, id),
  check ((state = 'answered') = (answered_at is not null))
);
create index approval_waiters_waiting on approval_waiters (organization_id, invoice_id) where state = 'waiting';

-- One message to one receiver, an endpoint or a waiter, with its attempts. `failed` is tried again, `given_up` is not.
create table webhook_deliveries (
  organization_id text not null,
  id text not null,
  endpoint_id text,
  waiter_id text,
  invoice_id text,
  -- Receiver and invoice: within a lane messages go out in the order of the invoice's life.
  lane text not null,
  event_id text not null,
  event_type text not null,
  event_sequence integer not null,
  body text not null,
  state text not null check (state in ('pending', 'delivered', 'failed', 'given_up')),
  -- Attempts made since the message was asked for; a replay begins anew.
  attempt_count integer not null default 0,
  -- The latest attempts: when, how long, status, outcome.
  attempts jsonb not null default '[]',
  next_attempt_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, endpoint_id, event_id),
  unique (organization_id, waiter_id),
  foreign key (organization_id, endpoint_id) references webhook_endpoints (organization_id, id) on delete cascade,
  foreign key (organization_id, waiter_id) references approval_waiters (organization_id, id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  check ((endpoint_id is null) <> (waiter_id is null)),
  check ((state in ('pending', 'failed')) = (next_attempt_at is not null))
);
create index webhook_deliveries_open on webhook_deliveries (organization_id, lane, event_sequence, id)
  where state in ('pending', 'failed');
create index webhook_deliveries_by_endpoint on webhook_deliveries (organization_id, endpoint_id, id);

do $$
declare business_table text;
begin
  foreach business_table in array array['webhook_endpoints', 'approval_waiters', 'webhook_deliveries']
  loop
    execute format('alter table %I enable row level security', business_table);
    execute format('alter table %I force row level security', business_table);
    execute format($policy$
      create policy %I on %I using (organization_id = current_setting('app.organization_id', true))
      with check (organization_id = current_setting('app.organization_id', true))
    $policy$, business_table || '_of_organization', business_table);
    execute format('grant select, insert, update on %I to seikyu_app', business_table);
  end loop;
end
$$;
grant delete on webhook_endpoints to seikyu_app;
