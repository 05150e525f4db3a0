-- Rule sets that an admin changes: drafts, reviews, simulations, roll backs. A version is of one legal entity.
alter table rule_sets
  add column base_version_id text,
  -- Null for versions that came with the hub.
  add column author jsonb,
  -- Everybody who wrote something in it, its author among them: none of them reviews it, puts it in force, or approves
  -- an invoice that it routed.
  add column editors jsonb not null default '[]' check (jsonb_typeof(editors) = 'array'),
  add column reason text not null default '',
  -- Counts the saves of a draft, so that two people who edit it do not overwrite each other.
  add column revision integer not null default 1 check (revision > 0),
  add column submitted_at timestamptz,
  add column reviewer jsonb,
  add column reviewed_at timestamptz,
  add column review_comment text not null default '',
  add column publisher jsonb,
  add column published_at timestamptz,
  add column updated_at timestamptz,
  add foreign key (organization_id, base_version_id) references rule_sets (organization_id, id),
  drop constraint rule_sets_status_check,
  add constraint rule_sets_status_check
    check (status in ('draft', 'in_review', 'reviewed', 'published', 'retired', 'discarded')),
  -- Whoever wrote it has no say in whether it holds, whatever the program above says.
  add constraint rule_sets_reviewed_by_another check (status not in ('reviewed', 'published', 'retired')
    or not editors @> jsonb_build_array(jsonb_build_object('id', reviewer ->> 'id'))),
  add constraint rule_sets_published_by_another check (status not in ('published', 'retired')
    or not editors @> jsonb_build_array(jsonb_build_object('id', publisher ->> 'id'))),
  -- Rules that somebody wrote never hold without a review.
  add constraint rule_sets_reviewed check (status not in ('reviewed', 'published', 'retired')
    or author is null or reviewer is not null);

-- What a version says can change while it is a draft, and never after. A reviewed version that is edited is a draft
-- again, so its review never stands for other content.
create function refuse_rule_set_change() returns trigger language plpgsql as $$
declare
  content constant text[] := array['definition', 'content_hash', 'reason', 'revision', 'editors'];
  state constant text[] := array['status', 'submitted_at', 'reviewer', 'reviewed_at', 'review_comment', 'publisher',
    'published_at', 'updated_at'];
begin
  if to_jsonb(new) - content - state is distinct from to_jsonb(old) - content - state
    or (old.status <> 'draft' and to_jsonb(new) - state is distinct from to_jsonb(old) - state)
    or not new.editors @> old.editors then
    raise exception 'a version of % is never edited', tg_table_name using errcode = 'SK003';
  end if;
  if new.status <> old.status and not (old.status || '>' || new.status) = any (array['draft>in_review',
    'draft>discarded', 'in_review>draft', 'in_review>reviewed', 'reviewed>draft', 'reviewed>published',
    'published>retired', 'retired>published']) then
    raise exception 'a rule set that is % does not become %', old.status, new.status using errcode = 'SK003';
  end if;
  return new;
end
$$;
drop trigger rule_sets_frozen on rule_sets;
create trigger rule_sets_frozen before update on rule_sets for each row execute function refuse_rule_set_change();

-- What a version would have done with the invoices of the last days, for whoever reviews it.
create table rule_simulations (
  organization_id text not null,
  id text not null,
  version_id text not null,
  -- The content that was tried: a draft that was saved since was not.
  content_hash text not null,
  days integer not null check (days > 0),
  result jsonb not null,
  simulated_by jsonb not null,
  simulated_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, version_id) references rule_sets (organization_id, id)
);
create index rule_simulations_by_version on rule_simulations (organization_id, version_id, simulated_at);

alter table rule_simulations enable row level security;
alter table rule_simulations force row level security;
create policy rule_simulations_of_organization on rule_simulations
  using (organization_id = current_setting('app.organization_id', true))
  with check (organization_id = current_setting('app.organization_id', true));
grant select, insert on rule_simulations to seikyu_app;
