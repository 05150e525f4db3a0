-- The name under which a credit note was asked for: the same one again finds it, so that nobody credits twice by asking twice.
alter table invoices
  add column credit_reference text check (length(credit_reference) between 1 and 200),
  add column credit_request_hash text,
  add constraint invoices_credit_request_check
    check ((credit_reference is null) = (credit_request_hash is null) and (credit_reference is null or type = 'credit_note'));
create unique index invoices_by_credit_reference on invoices (organization_id, credits_invoice_id, credit_reference)
  where credit_reference is not null;
