-- Contracts that are billed together have the same key; their invoices bear it in place of a contract.
alter table contracts add column collective_key text;
create index contracts_by_collective on contracts (organization_id, collective_key, id)
  where collective_key is not null;

alter table invoices
  add column collective_key text,
  add constraint invoices_one_home_check check (num_nonnulls(deal_id, contract_id, collective_key) <= 1);
-- All that a run looks for among them: those that are still to be issued.
create index invoices_open_collective on invoices (organization_id, collective_key, id)
  where collective_key is not null and number is null and document_status <> 'discarded';
