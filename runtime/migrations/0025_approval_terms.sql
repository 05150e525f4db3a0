-- Approvals that stand for a series, tolerance of small changes, and rules of segregation that were switched off.

-- What one person approved of a contract's invoices beforehand. Taken back by a time, never deleted or changed.
create table standing_approvals (
  organization_id text not null references organizations (id),
  id text not null,
  contract_id text not null,
  giver_id text not null,
  amount_max_minor bigint not null check (amount_max_minor > 0),
  -- How many invoices it may approve; null for as many as fall due.
  invoices_max integer check (invoices_max > 0),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  reason text not null check (reason <> ''),
  -- The buyer, recipients, currency, terms and bank account that were approved, and the hash of what was agreed.
  basis jsonb not null,
  given_by jsonb not null,
  given_at timestamptz not null,
  ended_at timestamptz,
  ended_by jsonb,
  end_cause text check (end_cause in ('revoked', 'replaced', 'contract_changed')),
  end_reason text,
  primary key (organization_id, id),
  foreign key (organization_id, contract_id) references contracts (organization_id, id),
  foreign key (organization_id, giver_id) references people (organization_id, id),
  check (given_by ->> 'kind' = 'person' and given_by ->> 'id' = giver_id),
  check ((ended_at is null) = (end_cause is null) and (ended_at is null) = (ended_by is null))
);
create unique index standing_approvals_one_of_giver on standing_approvals (organization_id, contract_id, giver_id)
  where ended_at is null;
create index standing_approvals_by_contract on standing_approvals (organization_id, contract_id, id);

create function refuse_standing_approval_change() returns trigger language plpgsql as $$
declare
  ending constant text[] := array['ended_at', 'ended_by', 'end_cause', 'end_reason'];
begin
  if old.ended_at is not null or to_jsonb(new) - ending is distinct from to_jsonb(old) - ending then
    raise exception 'a standing approval ends, and is never changed' using errcode = 'SK003';
  end if;
  return new;
end
$$;
create trigger standing_approvals_only_end before update on standing_approvals
  for each row execute function refuse_standing_approval_change();

-- By how much an approved invoice of a legal entity may change and stay approved; no row is not at all.
create table edit_tolerances (
  organization_id text not null,
  entity_id text not null,
  -- Of the total that people approved, and in the entity's own currency: the smaller holds.
  ppm integer not null check (ppm between 1 and 100000),
  amount_minor bigint not null check (amount_minor > 0),
  reason text not null check (reason <> ''),
  set_by jsonb not null,
  set_at timestamptz not null,
  primary key (organization_id, entity_id),
  foreign key (organization_id, entity_id) references entities (organization_id, id)
);

-- The rules of core/approvals/segregation-rules.ts that do not hold in this organization. No row is a rule that holds.
create table segregation_exceptions (
  organization_id text not null references organizations (id),
  rule text not null check (rule <> ''),
  reason text not null check (reason <> ''),
  switched_by jsonb not null check (switched_by ->> 'kind' = 'person'),
  switched_at timestamptz not null,
  primary key (organization_id, rule)
);

do $$
declare business_table text;
begin
  foreach business_table in array array['standing_approvals', 'edit_tolerances', 'segregation_exceptions'] loop
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
grant delete on edit_tolerances, segregation_exceptions to seikyu_app;

alter table approval_decisions
  -- What stood in for its giver, whose decision this is.
  add column standing_approval_id text,
  -- The person's decision that a change within the tolerance keeps, and the tolerance that it kept to.
  add column kept_decision_id text,
  add column tolerance jsonb,
  -- What the tolerance measures a later change against: hash of all that it never covers, total, net of each line.
  add column frame jsonb,
  -- The rules of segregation that would have refused this decision, and were switched off.
  add column lifted_rules text[] not null default '{}',
  add foreign key (organization_id, standing_approval_id) references standing_approvals (organization_id, id),
  add foreign key (organization_id, kept_decision_id) references approval_decisions (organization_id, id),
  add check ((kept_decision_id is null) = (tolerance is null));
create index approval_decisions_by_standing on approval_decisions (organization_id, standing_approval_id)
  where standing_approval_id is not null;

-- Who must be another person is refused in the database as well, as a step is taken, unless the organization switched
-- that rule off. A check could not ask that; these triggers keep the names of the checks that they replace.
create function is_segregated(organization text, rule_name text) returns boolean language sql stable as $$
  select not exists (
    select 1 from segregation_exceptions e where e.organization_id = organization and e.rule = rule_name
  )
$$;

create function refuse_own_rules() returns trigger language plpgsql as $$
declare
  was constant text := case tg_op when 'UPDATE' then old.status else '' end;
begin
  if new.status = was or not is_segregated(new.organization_id, 'own_rules') then
    return new;
  end if;
  if new.status in ('reviewed', 'published', 'retired') and was not in ('reviewed', 'published', 'retired')
    and new.editors @> jsonb_build_array(jsonb_build_object('id', new.reviewer ->> 'id')) then
    raise exception 'check "rule_sets_reviewed_by_another": nobody reviews rules that they wrote'
      using errcode = '23514', constraint = 'rule_sets_reviewed_by_another';
  end if;
  if (new.status = 'published' or (new.status = 'retired' and was <> 'published'))
    and new.editors @> jsonb_build_array(jsonb_build_object('id', new.publisher ->> 'id')) then
    raise exception 'check "rule_sets_published_by_another": nobody publishes rules that they wrote'
      using errcode = '23514', constraint = 'rule_sets_published_by_another';
  end if;
  return new;
end
$$;
alter table rule_sets drop constraint rule_sets_reviewed_by_another,
  drop constraint rule_sets_published_by_another;
create trigger rule_sets_by_another before insert or update on rule_sets
  for each row execute function refuse_own_rules();

create function refuse_own_write_off() returns trigger language plpgsql as $$
declare
  was constant text := case tg_op when 'UPDATE' then old.state else '' end;
begin
  if new.state = was or new.state not in ('approved', 'booked')
    or not is_segregated(new.organization_id, 'write_off') then
    return new;
  end if;
  if (was not in ('approved', 'booked') and new.decided_by ->> 'id' = new.requested_by ->> 'id')
    or (new.state = 'booked' and new.booked_by ->> 'id' in (new.requested_by ->> 'id', new.decided_by ->> 'id')) then
    raise exception 'check "write_offs_by_three": a write-off goes through three people'
      using errcode = '23514', constraint = 'write_offs_by_three';
  end if;
  return new;
end
$$;
do $$
declare between_people text;
begin
  for between_people in
    select conname from pg_constraint where conrelid = 'write_offs'::regclass and contype = 'c'
      and pg_get_constraintdef(oid) like '%requested_by ->> %'
  loop
    execute format('alter table write_offs drop constraint %I', between_people);
  end loop;
end
$$;
create trigger write_offs_by_three before insert or update on write_offs
  for each row execute function refuse_own_write_off();
