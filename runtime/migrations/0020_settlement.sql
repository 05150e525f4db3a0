-- The money side after issue. Of one receipt several invoices are paid; what no invoice takes stays on the customer's
-- account, to be applied later or sent back. Money that never comes is written off, with what came late as a recovery.

alter table payments
  -- Whose account an unapplied rest is on; of a payment that names an invoice, that invoice's customer and entity.
  add column customer_id text,
  add column entity_id text,
  -- Taken off its invoice by hand: the settlement does not put it back before the payment itself is another one.
  add column is_held boolean not null default false,
  add foreign key (organization_id, customer_id) references customers (organization_id, id),
  add foreign key (organization_id, entity_id) references entities (organization_id, id),
  add constraint payments_account_check check ((customer_id is null) = (entity_id is null));
create index payments_by_account on payments (organization_id, customer_id, entity_id) where customer_id is not null;

-- Money that was sent back to a customer. It is a fact: one that was entered wrongly is never edited.
create table refunds (
  organization_id text not null references organizations (id),
  id text not null,
  entity_id text not null,
  customer_id text not null,
  -- The invoice whose money went back; null when unapplied money of a payment did.
  invoice_id text,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  refunded_on date not null,
  reason text not null,
  reference text,
  -- Names the refund for good, so that it is booked once.
  external_id text not null,
  body_hash text not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, external_id),
  foreign key (organization_id, entity_id) references entities (organization_id, id),
  foreign key (organization_id, customer_id) references customers (organization_id, id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index refunds_by_invoice on refunds (organization_id, invoice_id) where invoice_id is not null;

-- A write-off goes through three people: one asks, another approves, a third books.
create table write_offs (
  organization_id text not null,
  id text not null,
  invoice_id text not null,
  -- What was owed when it was asked for: what is booked is never more.
  amount_minor bigint not null check (amount_minor > 0),
  booked_minor bigint check (booked_minor > 0 and booked_minor <= amount_minor),
  reason text not null,
  state text not null check (state in ('requested', 'approved', 'rejected', 'booked')),
  requested_by jsonb not null,
  requested_at timestamptz not null,
  decided_by jsonb,
  decided_at timestamptz,
  decision_reason text,
  booked_by jsonb,
  booked_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  check ((state = 'requested') = (decided_by is null)),
  check ((state = 'booked') = (booked_by is not null) and (state = 'booked') = (booked_minor is not null)),
  check (state in ('requested', 'rejected') or decided_by ->> 'id' <> requested_by ->> 'id'),
  check (state <> 'booked' or booked_by ->> 'id' not in (requested_by ->> 'id', decided_by ->> 'id'))
);
create unique index write_offs_one_open on write_offs (organization_id, invoice_id)
  where state in ('requested', 'approved');
create index write_offs_by_invoice on write_offs (organization_id, invoice_id, id);

create table disputes (
  organization_id text not null,
  id text not null,
  invoice_id text not null,
  cause text not null check (cause in ('customer', 'chargeback')),
  -- The lines in dispute by position; null is the whole invoice.
  positions integer[],
  amount_minor bigint not null check (amount_minor > 0),
  reason text not null,
  state text not null check (state in ('open', 'accepted', 'rejected', 'withdrawn')),
  opened_by jsonb not null,
  opened_at timestamptz not null,
  closed_by jsonb,
  closed_at timestamptz,
  outcome_reason text,
  -- What an accepted dispute was settled with.
  credit_note_id text,
  primary key (organization_id, id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  foreign key (organization_id, credit_note_id) references invoices (organization_id, id),
  check ((state = 'open') = (closed_by is null)),
  check ((state = 'accepted') = (credit_note_id is not null))
);
create unique index disputes_one_open on disputes (organization_id, invoice_id) where state = 'open';
create index disputes_by_invoice on disputes (organization_id, invoice_id, id);

-- Where collecting an invoice stands; without a row it goes its normal way.
create table collections (
  organization_id text not null,
  invoice_id text not null,
  status text not null check (status in ('normal', 'paused', 'promised', 'escalated')),
  reason text,
  -- The last day of a pause, or the day on which money is promised.
  until date,
  promised_minor bigint check (promised_minor > 0),
  -- What was owed when the promise was made: it is kept once as much as was promised came off it.
  owed_minor bigint,
  changed_by jsonb not null,
  changed_at timestamptz not null,
  primary key (organization_id, invoice_id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  check (status not in ('paused', 'promised') or until is not null),
  check ((status = 'promised') = (promised_minor is not null) and (status = 'promised') = (owed_minor is not null))
);
create index collections_that_end on collections (organization_id, until) where status in ('paused', 'promised');

-- How late an invoice must be to be called so, by the entity: [{"name": "second reminder", "days": 14}].
alter table entities add column overdue_levels jsonb not null default '[]';

-- An entry of the ledger goes to an invoice, or to a refund, and comes from one source.
alter table allocations
  alter column invoice_id drop not null,
  add column refund_id text,
  add column write_off_id text,
  -- What the payer kept for a reason, beside the payment that it came with.
  add column deduction text
    check (deduction in ('bank_fee', 'withholding_tax', 'early_payment_discount', 'rounding')),
  add column deducted_with_id text,
  -- A person chose the invoice: the settlement leaves it there.
  add column is_by_hand boolean not null default false,
  add foreign key (organization_id, refund_id) references refunds (organization_id, id),
  add foreign key (organization_id, write_off_id) references write_offs (organization_id, id),
  add foreign key (organization_id, deducted_with_id) references payments (organization_id, id),
  drop constraint allocations_one_source_check,
  add constraint allocations_one_source_check
    check (num_nonnulls(payment_id, credit_note_id, write_off_id, deduction) = 1),
  add constraint allocations_one_target_check check (num_nonnulls(invoice_id, refund_id) = 1),
  add constraint allocations_deduction_of_payment_check check ((deduction is null) = (deducted_with_id is null)),
  -- Only money goes back: neither a loss nor a deduction does.
  add constraint allocations_refund_check check (refund_id is null or payment_id is not null or credit_note_id is not null);
create index allocations_by_refund on allocations (organization_id, refund_id) where refund_id is not null;
create index allocations_by_deducted_with on allocations (organization_id, deducted_with_id)
  where deducted_with_id is not null;

-- The ledger gives nothing away: no payment and no credit note more than it holds, no invoice more than it is.
create function refuse_over_allocation() returns trigger language plpgsql as $$
begin
  if new.payment_id is not null and
    (select sum(a.amount_minor) from allocations a
      where a.organization_id = new.organization_id and a.payment_id = new.payment_id) >
    (select p.amount_minor from payments p where p.organization_id = new.organization_id and p.id = new.payment_id)
  then
    raise exception 'more is applied of a payment than was received' using errcode = 'SK004';
  end if;
  if new.credit_note_id is not null and
    (select sum(a.amount_minor) from allocations a
      where a.organization_id = new.organization_id and a.credit_note_id = new.credit_note_id) >
    (select -i.payable_minor from invoices i where i.organization_id = new.organization_id and i.id = new.credit_note_id)
  then
    raise exception 'more is applied of a credit note than it gives' using errcode = 'SK004';
  end if;
  if new.invoice_id is not null and
    (select sum(a.amount_minor) from allocations a
      where a.organization_id = new.organization_id and a.invoice_id = new.invoice_id) >
    (select i.payable_minor from invoices i where i.organization_id = new.organization_id and i.id = new.invoice_id)
  then
    raise exception 'more is applied to an invoice than is owed' using errcode = 'SK004';
  end if;
  return null;
end
$$;
create trigger allocations_within_bounds after insert on allocations
  for each row when (new.amount_minor > 0) execute function refuse_over_allocation();

create trigger refunds_append_only before update or delete on refunds for each row execute function refuse_change();
create trigger refunds_no_truncate before truncate on refunds for each statement execute function refuse_change();

-- The people of a write-off and of a dispute stay who they were, and what is closed stays closed.
create function refuse_reopening() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state in ('rejected', 'booked', 'accepted', 'withdrawn') then
    raise exception 'a closed row of % is never changed, and none is deleted', tg_table_name using errcode = 'SK001';
  end if;
  return new;
end
$$;
create trigger write_offs_closed before update or delete on write_offs for each row execute function refuse_reopening();
create trigger disputes_closed before update or delete on disputes for each row execute function refuse_reopening();

do $$
declare business_table text;
begin
  foreach business_table in array array['refunds', 'write_offs', 'disputes', 'collections'] loop
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
revoke update on refunds from seikyu_app;

create or replace view invoice_balances with (security_invoker = true) as
  select i.organization_id, i.id as invoice_id, i.payable_minor as total_minor,
         m.cash_minor,
         (i.payable_minor - m.settled_minor + m.given_minor)::bigint as balance_minor,
         m.last_allocated_at,
         m.credit_minor,
         m.deduction_minor,
         m.loss_minor
  from invoices i
  cross join lateral (
    select coalesce(sum(a.amount_minor) filter (where a.invoice_id = i.id), 0)::bigint as settled_minor,
           coalesce(sum(a.amount_minor) filter (where a.invoice_id = i.id and a.payment_id is not null), 0)::bigint
             as cash_minor,
           coalesce(sum(a.amount_minor) filter (where a.invoice_id = i.id and a.credit_note_id is not null), 0)::bigint
             as credit_minor,
           coalesce(sum(a.amount_minor) filter (where a.invoice_id = i.id and a.deduction is not null), 0)::bigint
             as deduction_minor,
           coalesce(sum(a.amount_minor) filter (where a.invoice_id = i.id and a.write_off_id is not null), 0)::bigint
             as loss_minor,
           coalesce(sum(a.amount_minor) filter (where a.credit_note_id = i.id), 0)::bigint as given_minor,
           max(a.created_at) as last_allocated_at
    from allocations a
    where a.organization_id = i.organization_id and (a.invoice_id = i.id or a.credit_note_id = i.id)
  ) m;

-- As core/settlement/display-status.ts and board-column.ts say. What stands among the sent without anything due, such as
-- a dispute about money that was paid, is due never, so that it has a place in their order.
create or replace view board_sources with (security_invoker = true) as
  select i.organization_id, i.id as invoice_id, i.entity_id, i.customer_id, i.deal_id,
         case when i.created_by ->> 'kind' = 'person' then i.created_by ->> 'id' end as owner_id,
         i.currency, p.phase,
         i.document_status = 'pending_approval' as is_waiting,
         i.payable_minor as total_minor,
         i.payable_minor - m.settled_minor as balance_minor,
         case
           when i.document_status = 'issued' and i.payable_minor > m.settled_minor and i.type <> 'credit_note'
             then i.due_date
           when p.phase = 'sent' then 'infinity'::date
         end as due_date,
         coalesce(i.issue_date, (i.created_at at time zone 'UTC')::date) as dated_on,
         lower(normalize(concat_ws(' ', i.number, i.buyer ->> 'name', d.title, c.title), NFKC)) as search_text
  from invoices i
  left join deals d on d.organization_id = i.organization_id and d.id = i.deal_id
  left join contracts c on c.organization_id = i.organization_id and c.id = i.contract_id
  cross join lateral (
    select (coalesce(sum(a.amount_minor) filter (where a.invoice_id = i.id), 0)
            - coalesce(sum(a.amount_minor) filter (where a.credit_note_id = i.id), 0))::bigint as settled_minor,
           coalesce(sum(a.amount_minor) filter (where a.invoice_id = i.id and a.write_off_id is not null), 0) > 0
             as is_loss,
           coalesce(sum(a.amount_minor) filter (where a.invoice_id = i.id and a.write_off_id is null), 0) > 0
             as is_partly_settled,
           exists (select 1 from send_attempts s
             where s.organization_id = i.organization_id and s.invoice_id = i.id and s.state = 'sent') as is_sent,
           exists (select 1 from disputes t
             where t.organization_id = i.organization_id and t.invoice_id = i.id and t.state = 'open') as is_disputed
    from allocations a
    where a.organization_id = i.organization_id and (a.invoice_id = i.id or a.credit_note_id = i.id)
  ) m
  cross join lateral (
    select case
      when i.document_status in ('draft', 'pending_approval') then 'draft'
      when i.document_status = 'approved' then 'approved'
      when i.document_status <> 'issued' then 'apart'
      when i.payable_minor = m.settled_minor and m.is_loss then 'apart'
      when m.is_disputed then 'sent'
      when i.payable_minor = m.settled_minor then 'paid'
      when (m.is_partly_settled and i.type <> 'credit_note') or m.is_sent then 'sent'
      else 'approved'
    end as phase
  ) p;

create trigger disputes_on_board after insert or update of state on disputes
  for each row execute function refresh_board_of_part();

-- What is there already; the owner sees an organization's rows only while it is set.
do $$
declare organization text;
begin
  for organization in select id from organizations loop
    perform set_config('app.organization_id', organization, true);
    update payments p set customer_id = i.customer_id, entity_id = i.entity_id
      from invoices i where i.organization_id = organization and p.organization_id = organization
        and i.number = p.invoice_number and i.currency = p.currency;
    perform refresh_board_row(organization, b.invoice_id) from board_rows b
      where b.organization_id = organization and b.phase = 'sent' and b.due_date is null;
  end loop;
  perform set_config('app.organization_id', '', true);
end
$$;
