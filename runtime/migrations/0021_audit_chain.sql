-- The audit trail becomes a chain: a job seals the entries of an organization one after the other, in the order in which
-- they were committed (docs/audit.md, docs/decisions/0023-a-sealed-audit-trail.md).

-- `json` keeps the text as it was written, which is what is hashed; `jsonb` would write it anew.
alter table audit_entries
  alter column actor type json using actor::json,
  alter column before type json using before::json,
  alter column after type json using after::json,
  -- The transaction that wrote it: what it changed besides is found by it, and the sealer's order is made from it.
  add column xid xid8 not null default pg_current_xact_id(),
  add column actor_id text generated always as (actor ->> 'id') stored,
  -- The entry that tells who blanked this one and why: its before, after and reason are gone.
  add column blanked_by text;
create index audit_entries_by_xid on audit_entries (organization_id, xid, id);
create index audit_entries_by_actor on audit_entries (organization_id, actor_id, id);
create index audit_entries_by_request on audit_entries (organization_id, request_id);
-- A row costs it nothing, and a period is one stretch of the table.
create index audit_entries_by_time on audit_entries using brin (occurred_at);
-- The sub-select is evaluated once per statement; without it, once per row of an export.
drop policy audit_entries_of_organization on audit_entries;
create policy audit_entries_of_organization on audit_entries
  using (organization_id = (select current_setting('app.organization_id', true)))
  with check (organization_id = (select current_setting('app.organization_id', true)));

-- One link of the chain for each entry. No foreign key to the entry: checking it would write to every entry's row, and
-- the verifier proves more than it could.
create table audit_seals (
  organization_id text not null references organizations (id),
  sequence bigint not null check (sequence > 0),
  entry_id text not null,
  -- Makes the hash of a short text impossible to guess; blanked with the text.
  salt text,
  payload_hash text not null,
  prev_hash text not null,
  hash text not null,
  sealed_at timestamptz not null,
  primary key (organization_id, sequence),
  unique (organization_id, entry_id)
);

-- The lock of an organization's sealer, and the transaction id below which every entry is sealed.
create table audit_chains (
  organization_id text not null references organizations (id),
  sealed_below xid8 not null default '0',
  primary key (organization_id)
);

-- What was signed of a chain on a day (UTC). The public key is kept with it: the hub's key may change.
create table audit_anchors (
  organization_id text not null references organizations (id),
  day date not null,
  sequence bigint not null,
  hash text not null,
  signed_at timestamptz not null,
  public_key text not null,
  signature text not null,
  primary key (organization_id, day)
);

do $$
declare business_table text;
begin
  foreach business_table in array array['audit_seals', 'audit_chains', 'audit_anchors'] loop
    execute format('alter table %I enable row level security', business_table);
    execute format('alter table %I force row level security', business_table);
    execute format(
      'create policy %I on %I using (organization_id = (select current_setting(''app.organization_id'', true)))
       with check (organization_id = (select current_setting(''app.organization_id'', true)))',
      business_table || '_of_organization', business_table);
    execute format('grant select, insert on %I to seikyu_app', business_table);
  end loop;
end
$$;
grant update on audit_chains to seikyu_app;

create trigger audit_anchors_append_only before update or delete on audit_anchors
  for each row execute function refuse_change();
create trigger audit_anchors_no_truncate before truncate on audit_anchors
  for each statement execute function refuse_change();
create trigger audit_seals_no_truncate before truncate on audit_seals
  for each statement execute function refuse_change();

-- Entries and seals are never changed either, but for one thing: personal data in them may be blanked, in the
-- transaction of an entry that says so.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.blanked_by is null and new.blanked_by is not null
    and old.action <> 'audit.blank' and new.before is null and new.after is null and new.reason is null
    and (new.organization_id, new.id, new.occurred_at, new.actor::text, new.action, new.object_kind, new.object_id,
         new.request_id, new.xid)
      = (old.organization_id, old.id, old.occurred_at, old.actor::text, old.action, old.object_kind, old.object_id,
         old.request_id, old.xid)
    and exists (select 1 from audit_entries e where e.organization_id = old.organization_id and e.id = new.blanked_by
      and e.action = 'audit.blank' and e.xid = pg_current_xact_id())
  then
    return new;
  end if;
  raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'SK001';
end
$$;
drop trigger audit_entries_append_only on audit_entries;
create trigger audit_entries_append_only before update or delete on audit_entries
  for each row execute function refuse_audit_change();

create function refuse_seal_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.salt is null
    and to_jsonb(new) - 'salt' = to_jsonb(old) - 'salt'
    and exists (select 1 from audit_entries e where e.organization_id = old.organization_id and e.id = old.entry_id
      and e.blanked_by is not null)
  then
    return new;
  end if;
  raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'SK001';
end
$$;
create trigger audit_seals_append_only before update or delete on audit_seals
  for each row execute function refuse_seal_change();

-- The application role may add entries and read them; it blanks through this function only, and only in its organization.
create function blank_audit_entries(told_by text, entry_ids text[]) returns void
language sql volatile security definer set search_path = pg_catalog, public
as $$
  update public.audit_entries set before = null, after = null, reason = null, blanked_by = told_by
    where organization_id = current_setting('app.organization_id', true) and id = any (entry_ids) and blanked_by is null;
  update public.audit_seals set salt = null
    where organization_id = current_setting('app.organization_id', true) and entry_id = any (entry_ids);
$$;
revoke execute on function blank_audit_entries(text, text[]) from public;
grant execute on function blank_audit_entries(text, text[]) to seikyu_app;

-- Where the sealer looks from. Transaction ids begin anew in another cluster: after a restore the kept one may be ahead
-- of every new one, and everything is looked through once.
create function audit_seal_floor(organization text) returns xid8 language sql stable as $$
  select coalesce((
    select case when c.sealed_below > pg_snapshot_xmax(pg_current_snapshot()) then '0'::xid8 else c.sealed_below end
    from audit_chains c where c.organization_id = organization), '0'::xid8)
$$;

-- The organizations that have an entry to seal, in one trip. It runs with the caller's rights, one organization at a time.
create function organizations_to_seal() returns setof text language plpgsql as $$
declare
  organization text;
  was text := current_setting('app.organization_id', true);
begin
  for organization in select o.id from organizations o order by o.id loop
    perform set_config('app.organization_id', organization, true);
    if exists (select 1 from audit_entries e
      where e.organization_id = organization and e.xid >= audit_seal_floor(organization)
        and not exists (select 1 from audit_seals s where s.organization_id = organization and s.entry_id = e.id))
    then
      return next organization;
    end if;
  end loop;
  perform set_config('app.organization_id', coalesce(was, ''), true);
end
$$;
