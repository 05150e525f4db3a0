-- Documents of every kind and tax category, with allowances, charges and rounding of the whole document.
alter table tax_rules drop constraint tax_rules_category_check;
alter table tax_rules add constraint tax_rules_category_check
  check (category in ('S', 'AA', 'E', 'Z', 'AE', 'K', 'G', 'O'));
alter table invoice_lines drop constraint invoice_lines_tax_category_check;
alter table invoice_lines add constraint invoice_lines_tax_category_check
  check (tax_category in ('S', 'AA', 'E', 'Z', 'AE', 'K', 'G', 'O'));
alter table invoice_tax_rows drop constraint invoice_tax_rows_category_check;
alter table invoice_tax_rows add constraint invoice_tax_rows_category_check
  check (category in ('S', 'AA', 'E', 'Z', 'AE', 'K', 'G', 'O'));

alter table number_series drop constraint number_series_document_type_check;
alter table number_series add constraint number_series_document_type_check
  check (document_type in ('invoice', 'deposit', 'final', 'credit_note', 'debit_note', 'corrected'));
alter table invoices drop constraint invoices_type_check;
alter table invoices add constraint invoices_type_check
  check (type in ('invoice', 'deposit', 'final', 'credit_note', 'debit_note', 'corrected'));

-- `extras` holds the members of the document that only some have, as they stand at the boundary: nothing is summed or
-- searched by them. What the totals are made of are columns, held together by the checks below.
alter table invoices
  add column allowances_minor bigint not null default 0,
  add column charges_minor bigint not null default 0,
  add column rounding_minor bigint not null default 0,
  add column extras jsonb not null default '{}' check (jsonb_typeof(extras) = 'object');
alter table invoice_lines
  add column extras jsonb not null default '{}' check (jsonb_typeof(extras) = 'object');
alter table invoice_tax_rows
  add column extras jsonb not null default '{}' check (jsonb_typeof(extras) = 'object');

-- EN 16931 BR-CO-13 and BR-CO-16; BR-CO-15 stands since the first migration.
alter table invoices drop constraint invoices_check1;
alter table invoices
  add constraint invoices_tax_exclusive_check
    check (tax_exclusive_minor = line_net_minor - allowances_minor + charges_minor),
  add constraint invoices_payable_check
    check (payable_minor = tax_inclusive_minor - prepaid_minor + rounding_minor);
