-- Steps of a sign-in that were taken: the cookie that carried one leads nowhere a second time.
create table auth.spent_step (
  ticket text primary key,
  spent_at timestamptz not null
);

-- Takes away what an object of the caller's organization is found by: its old address or key opens nothing any more.
create function forget_lookups(wanted_kind text, wanted_object text)
returns void
language sql volatile security definer set search_path = pg_catalog, public
as $$
  delete from public.lookup_keys l
  where l.kind = wanted_kind and l.object_id = wanted_object
    and l.organization_id = current_setting('app.organization_id', true)
$$;
revoke execute on function forget_lookups(text, text) from public;
grant execute on function forget_lookups(text, text) to seikyu_app;

-- Old messages and webhooks are cleared once nothing asks for them any more.
grant delete on webhook_deliveries, inbox_hints to seikyu_app;

-- All stopped work of one kind that is replayed together, in a job of its own: how far it came. What comes to a stop
-- after `last_id` belongs to the next one.
create table replay_runs (
  organization_id text not null references organizations (id),
  id text not null,
  stage text not null,
  code text not null,
  total_count integer not null check (total_count > 0),
  refused_count integer not null default 0,
  -- The dead letter that was looked at last, and the newest one to be looked at.
  position text not null default '',
  last_id text not null,
  state text not null check (state in ('running', 'done')),
  started_by jsonb not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (organization_id, id),
  check ((state = 'done') = (finished_at is not null))
);
create unique index replay_runs_running on replay_runs (organization_id, stage, code) where state = 'running';
alter table replay_runs enable row level security;
alter table replay_runs force row level security;
create policy replay_runs_of_organization on replay_runs
  using (organization_id = current_setting('app.organization_id', true))
  with check (organization_id = current_setting('app.organization_id', true));
grant select, insert, update on replay_runs to seikyu_app;
