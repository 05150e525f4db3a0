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
