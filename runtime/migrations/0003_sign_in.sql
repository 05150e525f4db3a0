-- Sign-in. The schema auth is better-auth's: accounts, passwords, second factors. The application role reads none of
-- it; a verb finds the memberships of an account through one function, as it finds the organization of a key.
create schema auth;

create table auth."user" (
  id text primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table auth.session (
  id text primary key,
  token text not null unique,
  user_id text not null references auth."user" (id) on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index session_by_user on auth.session (user_id);

create table auth.account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth."user" (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index account_by_user on auth.account (user_id);

create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_by_identifier on auth.verification (identifier);

create table auth.two_factor (
  id text primary key,
  user_id text not null unique references auth."user" (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);

create table auth.rate_limit (
  id text primary key,
  key text not null unique,
  count integer not null,
  last_request bigint not null
);

-- Failed passwords per e-mail address, whether it has an account or not.
create table auth.failed_sign_in (
  email_hash bytea primary key check (length(email_hash) = 32),
  failed_count integer not null,
  first_failed_at timestamptz not null
);

-- The codes that let somebody in while they are still valid: none lets in twice (RFC 6238 section 5.2).
create table auth.used_code (
  account_id text not null references auth."user" (id) on delete cascade,
  code text not null,
  used_at timestamptz not null,
  primary key (account_id, code)
);

-- Which people an account is. Written by the application role for its own organization, read through the function.
create table auth.membership (
  account_id text not null references auth."user" (id),
  organization_id text not null,
  person_id text not null,
  primary key (account_id, organization_id),
  unique (organization_id, person_id),
  foreign key (organization_id, person_id) references people (organization_id, id)
);
alter table auth.membership enable row level security;
create policy membership_of_organization on auth.membership
  using (organization_id = current_setting('app.organization_id', true))
  with check (organization_id = current_setting('app.organization_id', true));

create function find_memberships(wanted_account text)
returns table (organization_id text, organization_name text, person_id text)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select m.organization_id, o.name, m.person_id
  from auth.membership m join public.organizations o on o.id = m.organization_id
  where m.account_id = wanted_account
  order by o.name, o.id
$$;

grant usage on schema auth to seikyu_app;
grant select, insert on auth.membership to seikyu_app;
grant execute on function find_memberships(text) to seikyu_app;

alter table people
  -- The account that signs in as this person; null until an invitation was accepted.
  add column account_id text,
  -- The legal entities that are granted; null grants all.
  add column entity_ids text[],
  add column deactivated_at timestamptz;

alter table sessions
  -- Opened by a link of the demo: only such a token opens a browser's session by being visited.
  add column is_entry_link boolean not null default false,
  add column user_agent text;
-- What a link opened before proves no password and no second factor.
truncate sessions;
create index sessions_by_person on sessions (organization_id, person_id);

-- A link that an administrator hands out: opens once, until it expires.
create table person_links (
  organization_id text not null references organizations (id),
  id text not null,
  person_id text not null,
  purpose text not null check (purpose in ('invitation', 'password_reset')),
  created_by jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, person_id) references people (organization_id, id)
);
create index person_links_by_person on person_links (organization_id, person_id);
alter table person_links enable row level security;
alter table person_links force row level security;
create policy person_links_of_organization on person_links
  using (organization_id = current_setting('app.organization_id', true))
  with check (organization_id = current_setting('app.organization_id', true));
grant select, insert, update on person_links to seikyu_app;

alter table lookup_keys drop constraint lookup_keys_kind_check;
alter table lookup_keys add constraint lookup_keys_kind_check
  check (kind in ('api_key', 'connection', 'session', 'person_link'));
grant update, delete on tax_rules to seikyu_app;
grant update on number_series to seikyu_app;
