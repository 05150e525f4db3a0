-- What became of a mail after the mail server took it: its provider, or a delivery status notification (RFC 3464), says so.

-- What all reports about a mail come to; null while nobody reported anything. Kept beside the outcome of handing it over.
alter table send_attempts add column reported text check (reported in ('sent', 'opened', 'bounced'));
alter table reminders add column reported text check (reported in ('sent', 'opened', 'bounced'));

-- One row per mail, recipient and kind: the first report of a kind is kept, and the same again says nothing new.
create table delivery_reports (
  organization_id text not null references organizations (id),
  id text not null,
  -- The mail: of a document, or a reminder.
  attempt_id text,
  reminder_id text,
  -- As the mail was addressed.
  recipient text not null,
  kind text not null check (kind in ('sent', 'opened', 'bounced')),
  occurred_at timestamptz not null,
  -- In the words of whoever reports.
  reason text check (length(reason) <= 500),
  -- Names the report where it came from; null where it has no name there.
  external_id text,
  reported_by jsonb not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, external_id, recipient),
  unique nulls not distinct (organization_id, attempt_id, reminder_id, recipient, kind),
  foreign key (organization_id, attempt_id) references send_attempts (organization_id, id),
  foreign key (organization_id, reminder_id) references reminders (organization_id, id),
  check (num_nonnulls(attempt_id, reminder_id) = 1)
);
create index delivery_reports_of_address on delivery_reports (organization_id, lower(recipient)) where kind = 'bounced';
create index delivery_reports_bounced on delivery_reports (organization_id, created_at) where kind = 'bounced';

-- A person saw to a bounce in another way, such as by post.
create table bounce_closings (
  organization_id text not null,
  report_id text not null,
  reason text not null check (reason <> '' and length(reason) <= 1000),
  closed_by jsonb not null,
  closed_at timestamptz not null,
  primary key (organization_id, report_id),
  foreign key (organization_id, report_id) references delivery_reports (organization_id, id)
);

do $$
declare business_table text;
begin
  foreach business_table in array array['delivery_reports', 'bounce_closings'] loop
    execute format('alter table %I enable row level security', business_table);
    execute format('alter table %I force row level security', business_table);
    execute format(
      'create policy %I on %I using (organization_id = (select current_setting(''app.organization_id'', true)))
       with check (organization_id = (select current_setting(''app.organization_id'', true)))',
      business_table || '_of_organization', business_table);
    execute format('grant select, insert on %I to seikyu_app', business_table);
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      business_table || '_append_only', business_table);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      business_table || '_no_truncate', business_table);
  end loop;
end
$$;

-- As core/delivery/delivery-status.ts says: the newest mail that went out decides, and one that reached nobody is not sent.
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
           coalesce((select s.reported is distinct from 'bounced' from send_attempts s
             where s.organization_id = i.organization_id and s.invoice_id = i.id
               and (s.state = 'sent' or s.reported is not null)
             order by s.queued_at desc, s.id desc limit 1), false) as is_sent,
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

drop trigger send_attempts_on_board on send_attempts;
create trigger send_attempts_on_board after insert or update of state, reported on send_attempts
  for each row execute function refresh_board_of_part();
