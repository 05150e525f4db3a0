-- Roles of an organization's own, beside the ready ones of core/permissions.ts. People hold them by their id.
create table roles (
  organization_id text not null references organizations (id),
  id text not null,
  name text not null check (name <> '' and length(name) <= 60),
  permissions text[] not null check (cardinality(permissions) > 0 and not 'admin' = any (permissions)),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id)
);
create unique index roles_by_name on roles (organization_id, lower(name));

alter table roles enable row level security;
alter table roles force row level security;
create policy roles_of_organization on roles
  using (organization_id = (select current_setting('app.organization_id', true)))
  with check (organization_id = (select current_setting('app.organization_id', true)));
grant select, insert, update, delete on roles to seikyu_app;
