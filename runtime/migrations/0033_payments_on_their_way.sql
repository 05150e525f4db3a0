-- Money that is on its way: a debit that was ordered and not collected yet. It is shown, settles nothing, and becomes an
-- ordinary payment, or fails.

alter table payments
  drop constraint payments_state_check,
  add constraint payments_state_check check (state in ('processing', 'settled', 'failed', 'returned')),
  add column failure_reason text,
  -- The invoice that was told of money on its way to it, and how much; empty again once that was told to be over.
  add column pending_invoice_id text,
  add column pending_minor bigint check (pending_minor > 0),
  -- Its invoice was told that it failed.
  add column is_failure_told boolean not null default false,
  add foreign key (organization_id, pending_invoice_id) references invoices (organization_id, id),
  add constraint payments_pending_check check ((pending_invoice_id is null) = (pending_minor is null)),
  add constraint payments_failure_check check (failure_reason is null or state = 'failed');
create index payments_by_pending_invoice on payments (organization_id, pending_invoice_id)
  where pending_invoice_id is not null;

-- What is over is never on its way again, whatever comes late.
create function refuse_processing_again() returns trigger language plpgsql as $$
begin
  raise exception 'a payment that is % is not on its way again', old.state using errcode = 'SK004';
end
$$;
create trigger payments_not_again before update of state on payments
  for each row when (new.state = 'processing' and old.state <> 'processing') execute function refuse_processing_again();

-- Only what is in is applied or sent back.
create function refuse_unsettled_money() returns trigger language plpgsql as $$
begin
  if not exists (select from payments p
    where p.organization_id = new.organization_id and p.id = new.payment_id and p.state = 'settled') then
    raise exception 'money that is not in is applied' using errcode = 'SK004';
  end if;
  return null;
end
$$;
create trigger allocations_of_settled_money after insert on allocations
  for each row when (new.amount_minor > 0 and new.payment_id is not null) execute function refuse_unsettled_money();
