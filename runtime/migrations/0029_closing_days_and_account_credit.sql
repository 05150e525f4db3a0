-- The last closing day whose collective invoice is issued, which every run over what is billed together asks for.
create index invoices_issued_collective on invoices (organization_id, collective_key, billed_on)
  where collective_key is not null and number is not null;

-- Whether what a customer has on account pays invoices by itself when they are issued; nobody's did before.
alter table entities add column is_auto_apply boolean not null default false;
