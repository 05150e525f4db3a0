-- Mappings that an admin changes: drafts, reviews, fixtures, dry runs and backfills. A version may belong to one
-- connection; one without is for every connection of its system that has none of its own.
alter table mapping_versions
  add column connection_id text,
  add column base_version_id text,
  add column author jsonb,
  add column reason text not null default '',
  -- Counts the saves of a draft, so that two people who edit it do not overwrite each other.
  add column revision integer not null default 1 check (revision > 0),
  add column submitted_at timestamptz,
  add column reviewer jsonb,
  add column reviewed_at timestamptz,
  add column review_comment text not null default '',
  add column updated_at timestamptz,
  -- A live version whose script hangs maps nothing until somebody lets it go on.
  add column paused_at timestamptz,
  add foreign key (organization_id, connection_id) references connections (organization_id, id),
  add foreign key (organization_id, base_version_id) references mapping_versions (organization_id, id),
  drop constraint mapping_versions_status_check,
  add constraint mapping_versions_status_check
    check (status in ('draft', 'in_review', 'reviewed', 'published', 'retired', 'discarded')),
  drop constraint mapping_versions_organization_id_system_object_version_key,
  add constraint mapping_versions_numbered
    unique nulls not distinct (organization_id, system, object, connection_id, version);
drop index mapping_versions_one_published;
create unique index mapping_versions_one_published
  on mapping_versions (organization_id, system, object, connection_id) nulls not distinct
  where status = 'published';

-- What a version says can change while it is a draft, and never after. A reviewed version that is edited is a draft
-- again, so its review never stands for other content.
create function refuse_mapping_change() returns trigger language plpgsql as $$
declare
  content constant text[] := array['definition', 'script', 'content_hash', 'reason', 'revision'];
  state constant text[] := array['status', 'published_at', 'submitted_at', 'reviewer', 'reviewed_at', 'review_comment',
    'updated_at', 'paused_at'];
begin
  if to_jsonb(new) - content - state is distinct from to_jsonb(old) - content - state
    or (old.status <> 'draft' and to_jsonb(new) - state is distinct from to_jsonb(old) - state) then
    raise exception 'a version of % is never edited', tg_table_name using errcode = 'SK003';
  end if;
  if new.status <> old.status and not (old.status || '>' || new.status) = any (array['draft>in_review',
    'draft>discarded', 'in_review>draft', 'in_review>reviewed', 'reviewed>draft', 'reviewed>published',
    'published>retired', 'retired>published']) then
    raise exception 'a mapping that is % does not become %', old.status, new.status using errcode = 'SK003';
  end if;
  return new;
end
$$;
drop trigger mapping_versions_frozen on mapping_versions;
create trigger mapping_versions_frozen before update on mapping_versions
  for each row execute function refuse_mapping_change();

-- Records with what a version must make of them. They stand and fall with their version.
create table mapping_fixtures (
  organization_id text not null,
  version_id text not null,
  name text not null check (name <> ''),
  source jsonb not null,
  -- The canonical record, or null for a source that must be refused.
  expected jsonb,
  updated_at timestamptz not null,
  primary key (organization_id, version_id, name),
  foreign key (organization_id, version_id) references mapping_versions (organization_id, id)
);
create function refuse_fixture_change() returns trigger language plpgsql as $$
declare
  fixture mapping_fixtures := case when tg_op = 'DELETE' then old else new end;
begin
  if not exists (
    select from mapping_versions version
    where version.organization_id = fixture.organization_id and version.id = fixture.version_id
      and version.status = 'draft'
  ) then
    raise exception 'the fixtures of a version are not edited once it is no draft' using errcode = 'SK003';
  end if;
  return fixture;
end
$$;
create trigger mapping_fixtures_frozen before insert or update or delete on mapping_fixtures
  for each row execute function refuse_fixture_change();

-- A version run over stored records: a dry run beside another version, or a backfill that stores what it makes.
create table mapping_runs (
  organization_id text not null,
  id text not null,
  kind text not null check (kind in ('dry_run', 'backfill')),
  version_id text not null,
  -- The version that a dry run compares with; null where none is live.
  against_version_id text,
  filter jsonb not null,
  state text not null check (state in ('running', 'stopping', 'stopped', 'done', 'failed')),
  total_count integer not null check (total_count >= 0),
  done_count integer not null default 0,
  -- The record that was looked at last.
  position text not null default '',
  -- Everything that is counted, as core/mapping/run-summary.ts has it.
  summary jsonb not null,
  failure jsonb,
  started_by jsonb not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, version_id) references mapping_versions (organization_id, id),
  foreign key (organization_id, against_version_id) references mapping_versions (organization_id, id),
  check ((state in ('stopped', 'done', 'failed')) = (finished_at is not null))
);
create index mapping_runs_by_version on mapping_runs (organization_id, version_id, id);
create unique index mapping_runs_one_running on mapping_runs (organization_id, version_id, kind)
  where finished_at is null;

-- The records of a run that are worth looking at: what changes, and what that does to invoices.
create table mapping_run_records (
  organization_id text not null,
  run_id text not null,
  record_id text not null,
  external_id text not null,
  outcome text not null check (outcome in ('changed', 'refused', 'accepted', 'invoiced', 'failed')),
  findings jsonb not null,
  changes jsonb not null,
  invoices jsonb not null,
  primary key (organization_id, run_id, record_id),
  foreign key (organization_id, run_id) references mapping_runs (organization_id, id)
);

do $$
declare business_table text;
begin
  foreach business_table in array array['mapping_fixtures', 'mapping_runs', 'mapping_run_records'] loop
    execute format('alter table %I enable row level security', business_table);
    execute format('alter table %I force row level security', business_table);
    execute format(
      'create policy %I on %I using (organization_id = current_setting(''app.organization_id'', true))
         with check (organization_id = current_setting(''app.organization_id'', true))',
      business_table || '_of_organization', business_table);
  end loop;
end
$$;
grant select, insert, update on mapping_fixtures, mapping_runs, mapping_run_records to seikyu_app;
grant delete on mapping_fixtures to seikyu_app;
