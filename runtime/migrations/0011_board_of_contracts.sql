-- An invoice of a contract is found by the contract's title, as one of a deal by the deal's.
create or replace view board_sources with (security_invoker = true) as
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
         lower(normalize(concat_ws(' ', i.number, i.buyer ->> 'name', d.title, c.title), NFKC)) as search_text
  from invoices i
  left join deals d on d.organization_id = i.organization_id and d.id = i.deal_id
  left join contracts c on c.organization_id = i.organization_id and c.id = i.contract_id
  cross join lateral (
    select coalesce((select sum(a.amount_minor) from allocations a
             where a.organization_id = i.organization_id and a.invoice_id = i.id), 0)::bigint as cash_minor,
           exists (select 1 from send_attempts s
             where s.organization_id = i.organization_id and s.invoice_id = i.id and s.state = 'sent') as is_sent
  ) m;

-- Only what the board shows brings its row up to date: a draft is written and then sealed with its hash.
drop trigger invoices_on_board on invoices;
create trigger invoices_on_board after insert on invoices
  for each row execute function refresh_board_of_invoice();
create trigger changed_invoices_on_board
  after update of entity_id, customer_id, deal_id, contract_id, created_by, currency, document_status, payable_minor,
    due_date, issue_date, number, buyer on invoices
  for each row execute function refresh_board_of_invoice();
