-- Approvals by steps: whom each asks, how many must agree, until when; managers, groups and delegations.
alter table people add column manager_id text,
  add foreign key (organization_id, manager_id) references people (organization_id, id),
  add constraint people_not_own_manager check (manager_id <> id);

create table groups (
  organization_id text not null references organizations (id),
  id text not null,
  name text not null check (name <> '' and length(name) <= 60),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id)
);
create unique index groups_by_name on groups (organization_id, lower(name));

create table group_members (
  organization_id text not null,
  group_id text not null,
  person_id text not null,
  primary key (organization_id, group_id, person_id),
  foreign key (organization_id, group_id) references groups (organization_id, id) on delete cascade,
  foreign key (organization_id, person_id) references people (organization_id, id)
);
create index group_members_by_person on group_members (organization_id, person_id);

-- Who decides in whose place, and on which days. Taken back by a time, never deleted.
create table delegations (
  organization_id text not null references organizations (id),
  id text not null,
  from_person_id text not null,
  to_person_id text not null check (to_person_id <> from_person_id),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  reason text not null default '',
  created_by jsonb not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, from_person_id) references people (organization_id, id),
  foreign key (organization_id, to_person_id) references people (organization_id, id)
);
create index delegations_by_delegate on delegations (organization_id, to_person_id) where revoked_at is null;

do $$
declare business_table text;
begin
  foreach business_table in array array['groups', 'group_members', 'delegations'] loop
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
grant delete on groups, group_members to seikyu_app;

-- A request asks the steps of one order; the later ones wait in it. `asks` names everybody who is asked now, such as
-- `role:finance` or `person:per_…`, so that an inbox is one comparison a request.
alter table approval_requests
  -- The requests of one submission, from its first step to its last.
  add column chain_id text,
  add column steps jsonb,
  add column later_steps jsonb not null default '[]',
  add column asks text[],
  add column remind_at timestamptz,
  add column escalate_at timestamptz;

alter table approval_requests no force row level security;
update approval_requests set
  chain_id = id,
  steps = jsonb_build_array(jsonb_build_object('order', 1, 'asks', jsonb_build_array('role:' || step_role), 'mode', 'any')),
  asks = array['role:' || step_role],
  later_steps = (
    select coalesce(jsonb_agg(jsonb_build_object('order', 1 + place, 'asks', jsonb_build_array('role:' || role),
      'mode', 'any') order by place), '[]')
    from unnest(remaining_roles) with ordinality as later (role, place)
  );
alter table approval_requests force row level security;

alter table approval_requests
  alter column chain_id set not null,
  alter column steps set not null,
  alter column asks set not null,
  drop column step_role,
  drop column remaining_roles,
  drop constraint approval_requests_state_check,
  add constraint approval_requests_state_check
    check (state in ('open', 'approved', 'rejected', 'returned', 'cancelled'));
create index approval_requests_to_chase on approval_requests (organization_id, least(remind_at, escalate_at))
  where state = 'open';

-- Several people may decide one request; each once. `acting_for` is whose place a delegate took.
alter table approval_decisions
  add column acting_for text,
  add column met_asks text[] not null default '{}',
  add foreign key (organization_id, acting_for) references people (organization_id, id),
  drop constraint approval_decisions_decision_check,
  add constraint approval_decisions_decision_check check (decision in ('approved', 'rejected', 'returned'));
drop index approval_decisions_one_per_request;
create unique index approval_decisions_one_per_person on approval_decisions (organization_id, request_id,
  (coalesce(acting_for, actor ->> 'id'))) where request_id is not null;
