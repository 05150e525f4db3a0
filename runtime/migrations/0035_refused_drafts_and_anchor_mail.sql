-- Drafts whose last submission was refused, what of a payment is on no invoice, and anchors by mail.

-- One row a draft, of its last refusal. It is closed when the draft is submitted or discarded, or edited so that nothing
-- is found any more; another refusal after that is another one.
create table submission_refusals (
  organization_id text not null,
  invoice_id text not null,
  findings jsonb not null check (jsonb_array_length(findings) > 0),
  refused_by jsonb not null,
  refused_at timestamptz not null,
  resolved_at timestamptz,
  primary key (organization_id, invoice_id),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index submission_refusals_open on submission_refusals (organization_id, refused_at) where resolved_at is null;

-- A finding that only says what is still to come, such as a milestone that waits for its acceptance, is nothing that a
-- person has to look at. The condition is that of the queue of exceptions.
drop index contracts_with_findings;
create index contracts_to_look_at on contracts (organization_id, id)
  where parked is null
    and jsonb_path_exists(findings, '$[*] ? (@.level != "info" && @.code != "milestone.not_accepted")');

-- What of a payment is on nothing, kept with each entry of the ledger: to find money on no invoice no longer takes a look
-- at every payment that ever came in.
alter table payments add column unapplied_minor bigint not null default 0;
alter table payments no force row level security;
alter table allocations no force row level security;
update payments p set unapplied_minor = p.amount_minor - coalesce((
  select sum(a.amount_minor) from allocations a where a.organization_id = p.organization_id and a.payment_id = p.id
), 0);
alter table payments force row level security;
alter table allocations force row level security;
create index payments_unapplied on payments (organization_id, created_at)
  where state = 'settled' and unapplied_minor > 0;

create function keep_unapplied() returns trigger language plpgsql as $$
begin
  new.unapplied_minor := case tg_op
    when 'INSERT' then new.amount_minor
    else old.unapplied_minor + new.amount_minor - old.amount_minor
  end;
  return new;
end
$$;
create trigger payments_keep_unapplied before insert or update of amount_minor on payments
  for each row execute function keep_unapplied();

create function take_from_unapplied() returns trigger language plpgsql as $$
begin
  update payments p set unapplied_minor = p.unapplied_minor - new.amount_minor
    where p.organization_id = new.organization_id and p.id = new.payment_id;
  return null;
end
$$;
create trigger allocations_take_from_unapplied after insert on allocations
  for each row when (new.payment_id is not null) execute function take_from_unapplied();

-- Whether the anchor of each day is mailed, and to whom.
create table anchor_mail_settings (
  organization_id text not null references organizations (id),
  is_on boolean not null,
  addresses jsonb not null check (jsonb_array_length(addresses) <= 10),
  primary key (organization_id),
  check (not is_on or jsonb_array_length(addresses) > 0)
);

-- One mail a day and organization, whatever happens.
create table anchor_mails (
  organization_id text not null,
  day date not null,
  message_id text not null,
  addresses jsonb not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'unknown', 'failed')),
  detail text,
  queued_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, day),
  foreign key (organization_id, day) references audit_anchors (organization_id, day),
  check ((state in ('queued', 'sending')) = (ended_at is null))
);

do $$
declare business_table text;
begin
  foreach business_table in array array['submission_refusals', 'anchor_mail_settings', 'anchor_mails'] loop
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
