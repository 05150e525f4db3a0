-- After how many days money that is neither in nor failed waits for a person.
alter table entities
  add column pending_money_days_max integer not null default 7 check (pending_money_days_max between 1 and 366);

-- What is on its way is a handful beside every payment that ever came in.
create index payments_processing on payments (organization_id, received_on) where state = 'processing';
