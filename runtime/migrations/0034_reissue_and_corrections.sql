-- An invoice that stands in the place of a voided one.

alter table invoices
  add column replaces_invoice_id text check (replaces_invoice_id <> id),
  -- Gives the supply date of a source that names none; null for the moment of the draft's own creation.
  add column supplied_as_of timestamptz,
  add foreign key (organization_id, replaces_invoice_id) references invoices (organization_id, id);
-- A voided invoice is replaced once: two who issue it again at once make one draft.
create unique index invoices_one_replacement on invoices (organization_id, replaces_invoice_id)
  where replaces_invoice_id is not null and document_status <> 'discarded';

-- What voided and discarded documents billed, to find the one that a new draft replaces.
create index invoice_lines_freed_sources on invoice_lines (organization_id, source_key)
  where not is_live and source_key is not null;

-- What was corrected of an issued document without touching its money or its tax: the whole buyer and the recipients as they
-- are from this version of its rendering on. Version 1 is what was issued, and stays in `invoices`.
create table invoice_corrections (
  organization_id text not null,
  id text not null,
  invoice_id text not null,
  version integer not null check (version > 1),
  buyer jsonb not null,
  recipients jsonb not null,
  reason text not null check (reason <> ''),
  corrected_by jsonb not null,
  corrected_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, invoice_id, version),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);

create function refuse_correction_of_what_is_fixed() returns trigger language plpgsql as $$
declare
  free constant text[] := array['address', 'contactName', 'phone', 'email'];
  issued jsonb;
begin
  select i.buyer into issued from invoices i
  where i.organization_id = new.organization_id and i.id = new.invoice_id and i.number is not null;
  if issued is null or issued - free is distinct from new.buyer - free
    or issued #> '{address,country}' is distinct from new.buyer #> '{address,country}' then
    raise exception 'a correction changes no customer and no tax' using errcode = 'SK002';
  end if;
  return new;
end
$$;
create trigger invoice_corrections_of_addresses before insert on invoice_corrections
  for each row execute function refuse_correction_of_what_is_fixed();
create trigger invoice_corrections_append_only before update or delete on invoice_corrections
  for each row execute function refuse_change();
create trigger invoice_corrections_no_truncate before truncate on invoice_corrections
  for each statement execute function refuse_change();

alter table invoice_corrections enable row level security;
alter table invoice_corrections force row level security;
create policy invoice_corrections_of_organization on invoice_corrections
  using (organization_id = (select current_setting('app.organization_id', true)))
  with check (organization_id = (select current_setting('app.organization_id', true)));
grant select, insert on invoice_corrections to seikyu_app;

-- Each version has bytes of its own; those of earlier ones stay.
alter table documents
  add column version integer not null default 1 check (version > 0),
  drop constraint documents_organization_id_invoice_id_kind_key,
  add unique (organization_id, invoice_id, kind, version);
