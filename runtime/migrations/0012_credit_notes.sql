-- A credit note gives back of one invoice; what it takes off that invoice's balance is an entry of the ledger.
alter table invoices
  add column credits_invoice_id text,
  add foreign key (organization_id, credits_invoice_id) references invoices (organization_id, id),
  add constraint invoices_credits_check check ((type = 'credit_note') = (credits_invoice_id is not null)),
  add constraint invoices_credit_below_zero_check check (type <> 'credit_note' or payable_minor <= 0);
create index invoices_by_credited on invoices (organization_id, credits_invoice_id) where credits_invoice_id is not null;

alter table allocations
  alter column payment_id drop not null,
  add column credit_note_id text,
  add foreign key (organization_id, credit_note_id) references invoices (organization_id, id),
  add constraint allocations_one_source_check check (num_nonnulls(payment_id, credit_note_id) = 1);
create index allocations_by_credit_note on allocations (organization_id, credit_note_id)
  where credit_note_id is not null;

-- A credit note's own balance is below zero while some of it is not applied: it is what the customer has left.
create or replace view invoice_balances with (security_invoker = true) as
  select i.organization_id, i.id as invoice_id, i.payable_minor as total_minor,
         m.cash_minor,
         (i.payable_minor - m.cash_minor - m.credit_minor + m.given_minor)::bigint as balance_minor,
         m.last_allocated_at,
         m.credit_minor
  from invoices i
  cross join lateral (
    select coalesce(sum(a.amount_minor) filter (where a.invoice_id = i.id and a.payment_id is not null), 0)::bigint as cash_minor,
           coalesce(sum(a.amount_minor) filter (where a.invoice_id = i.id and a.credit_note_id is not null), 0)::bigint
             as credit_minor,
           coalesce(sum(a.amount_minor) filter (where a.credit_note_id = i.id), 0)::bigint as given_minor,
           max(a.created_at) as last_allocated_at
    from allocations a
    where a.organization_id = i.organization_id and (a.invoice_id = i.id or a.credit_note_id = i.id)
  ) m;

create or replace view board_sources with (security_invoker = true) as
  select i.organization_id, i.id as invoice_id, i.entity_id, i.customer_id, i.deal_id,
         case when i.created_by ->> 'kind' = 'person' then i.created_by ->> 'id' end as owner_id,
         i.currency,
         case
           when i.document_status in ('draft', 'pending_approval') then 'draft'
           when i.document_status = 'approved' then 'approved'
           when i.document_status <> 'issued' then 'apart'
           when i.payable_minor = m.settled_minor then 'paid'
           when (m.settled_minor > 0 and i.type <> 'credit_note') or m.is_sent then 'sent'
           else 'approved'
         end as phase,
         i.document_status = 'pending_approval' as is_waiting,
         i.payable_minor as total_minor,
         i.payable_minor - m.settled_minor as balance_minor,
         case when i.document_status = 'issued' and i.payable_minor > m.settled_minor and i.type <> 'credit_note'
           then i.due_date end as due_date,
         coalesce(i.issue_date, (i.created_at at time zone 'UTC')::date) as dated_on,
         lower(normalize(concat_ws(' ', i.number, i.buyer ->> 'name', d.title, c.title), NFKC)) as search_text
  from invoices i
  left join deals d on d.organization_id = i.organization_id and d.id = i.deal_id
  left join contracts c on c.organization_id = i.organization_id and c.id = i.contract_id
  cross join lateral (
    select (coalesce((select sum(a.amount_minor) from allocations a
              where a.organization_id = i.organization_id and a.invoice_id = i.id), 0)
            - coalesce((select sum(g.amount_minor) from allocations g
              where g.organization_id = i.organization_id and g.credit_note_id = i.id), 0))::bigint as settled_minor,
           exists (select 1 from send_attempts s
             where s.organization_id = i.organization_id and s.invoice_id = i.id and s.state = 'sent') as is_sent
  ) m;

create function refresh_board_of_credit_note() returns trigger language plpgsql as $$
begin
  perform refresh_board_row(new.organization_id, new.credit_note_id);
  return null;
end
$$;
create trigger credit_notes_on_board after insert on allocations
  for each row when (new.credit_note_id is not null) execute function refresh_board_of_credit_note();

-- A series of their own for the entities that are here; the owner sees an organization's rows only while it is set.
do $$
declare organization text;
begin
  for organization in select id from organizations loop
    perform set_config('app.organization_id', organization, true);
    insert into number_series (organization_id, id, entity_id, document_type, pattern, first_value)
    select s.organization_id, 'ser_' || replace(gen_random_uuid()::text, '-', ''), s.entity_id, 'credit_note',
           case when s.pattern like 'INV%' then 'CN' || substr(s.pattern, 4) else 'CN-' || s.pattern end, 1
    from number_series s
    where s.organization_id = organization and s.document_type = 'invoice'
    on conflict do nothing;
  end loop;
  perform set_config('app.organization_id', '', true);
end
$$;
