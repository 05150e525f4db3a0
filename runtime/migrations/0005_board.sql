-- The board reads one narrow row per invoice instead of the ledger, the send attempts and the invoices themselves.
-- Triggers keep it in the same transaction as what it is made from, so it is never stale. What depends on today,
-- being overdue, is not stored.

create table board_rows (
  organization_id text not null,
  invoice_id text not null,
  entity_id text not null,
  customer_id text not null,
  deal_id text,
  -- The person whose deal it is, where a person made the draft.
  owner_id text,
  currency text not null,
  phase text not null check (phase in ('draft', 'approved', 'sent', 'paid', 'apart')),
  is_waiting boolean not null,
  total_minor bigint not null,
  balance_minor bigint not null,
  -- Only while money is open: what is paid, or not issued, is never overdue.
  due_date date,
  -- The day of issue, before it the day of creation.
  dated_on date not null,
  -- Number, customer and deal in one letter width and case, for the search.
  search_text text not null,
  primary key (organization_id, invoice_id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index board_rows_by_phase on board_rows (organization_id, phase, is_waiting, invoice_id);
create index board_rows_by_due_date on board_rows (organization_id, due_date, invoice_id) where due_date is not null;
create index board_rows_by_currency on board_rows (organization_id, currency);
create index board_rows_by_deal on board_rows (organization_id, deal_id) where deal_id is not null;

alter table board_rows enable row level security;
alter table board_rows force row level security;
-- The sub-select is evaluated once per statement; without it, once per row of a scan that reads them all.
create policy board_rows_of_organization on board_rows
  using (organization_id = (select current_setting('app.organization_id', true)))
  with check (organization_id = (select current_setting('app.organization_id', true)));
grant select, insert, update on board_rows to seikyu_app;

-- As core/settlement/display-status.ts and board-column.ts say, but for what today decides.
create view board_sources with (security_invoker = true) as
  select i.organization_id, i.id as invoice_id, i.entity_id, i.customer_id, i.deal_id,
         case when i.created_by ->> 'kind' = 'person' then i.created_by ->> 'id' end as owner_id,
         i.currency,
         case
           when i.document_status in ('draft', 'pending_approval') then 'draft'
           when i.document_status = 'approved' then 'approved'
           when i.document_status <> 'issued' then 'apart'
           when i.payable_minor = m.cash_minor then 'paid'
           when m.cash_minor > 0 or m.is_sent then 'sent'
           else 'approved'
         end as phase,
         i.document_status = 'pending_approval' as is_waiting,
         i.payable_minor as total_minor,
         i.payable_minor - m.cash_minor as balance_minor,
         case when i.document_status = 'issued' and i.payable_minor > m.cash_minor then i.due_date end as due_date,
         coalesce(i.issue_date, (i.created_at at time zone 'UTC')::date) as dated_on,
         lower(normalize(concat_ws(' ', i.number, i.buyer ->> 'name', d.title), NFKC)) as search_text
  from invoices i
  left join deals d on d.organization_id = i.organization_id and d.id = i.deal_id
  cross join lateral (
    select coalesce((select sum(a.amount_minor) from allocations a
             where a.organization_id = i.organization_id and a.invoice_id = i.id), 0)::bigint as cash_minor,
           exists (select 1 from send_attempts s
             where s.organization_id = i.organization_id and s.invoice_id = i.id and s.state = 'sent') as is_sent
  ) m;
grant select on board_sources to seikyu_app;

create function refresh_board_row(organization text, invoice text) returns void language sql as $$
  insert into board_rows
  select organization_id, invoice_id, entity_id, customer_id, deal_id, owner_id, currency, phase, is_waiting,
         total_minor, balance_minor, due_date, dated_on, search_text
  from board_sources where organization_id = organization and invoice_id = invoice
  on conflict (organization_id, invoice_id) do update set
    entity_id = excluded.entity_id, customer_id = excluded.customer_id, deal_id = excluded.deal_id,
    owner_id = excluded.owner_id, currency = excluded.currency, phase = excluded.phase,
    is_waiting = excluded.is_waiting, total_minor = excluded.total_minor, balance_minor = excluded.balance_minor,
    due_date = excluded.due_date, dated_on = excluded.dated_on, search_text = excluded.search_text
$$;

create function refresh_board_of_invoice() returns trigger language plpgsql as $$
begin
  perform refresh_board_row(new.organization_id, new.id);
  return null;
end
$$;
create function refresh_board_of_part() returns trigger language plpgsql as $$
begin
  perform refresh_board_row(new.organization_id, new.invoice_id);
  return null;
end
$$;
create function refresh_board_of_deal() returns trigger language plpgsql as $$
begin
  perform refresh_board_row(new.organization_id, b.invoice_id) from board_rows b
    where b.organization_id = new.organization_id and b.deal_id = new.id;
  return null;
end
$$;
create trigger invoices_on_board after insert or update on invoices
  for each row execute function refresh_board_of_invoice();
create trigger allocations_on_board after insert on allocations
  for each row execute function refresh_board_of_part();
create trigger send_attempts_on_board after insert or update of state on send_attempts
  for each row execute function refresh_board_of_part();
create trigger deals_on_board after update of title on deals
  for each row when (old.title is distinct from new.title) execute function refresh_board_of_deal();

-- What exists already; the owner sees an organization's rows only while it is set.
do $$
declare organization text;
begin
  for organization in select id from organizations loop
    perform set_config('app.organization_id', organization, true);
    insert into board_rows
    select organization_id, invoice_id, entity_id, customer_id, deal_id, owner_id, currency, phase, is_waiting,
           total_minor, balance_minor, due_date, dated_on, search_text
    from board_sources where organization_id = organization;
  end loop;
  perform set_config('app.organization_id', '', true);
end
$$;

-- Failed work is counted on every page, and listed by kind.
create index dead_letters_stopped on dead_letters (organization_id, id) where state = 'dead';
create index dead_letters_by_invoice on dead_letters (organization_id, (payload ->> 'invoiceId'))
  where state in ('retrying', 'dead');
