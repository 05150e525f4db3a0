-- Prices by quantity: the tiers of a product version's price; null where every unit costs the same.
alter table product_prices add column tiers jsonb
  check (tiers is null or tiers ->> 'model' in ('graduated', 'volume'));

-- A further version ends the one before; nothing else of a version ever changes.
grant update (valid_to) on product_versions to seikyu_app;

-- An entity may invoice in other currencies than its own: its tax is stated in its own as well, at a rate that is frozen
-- at issue. A rate older than so many days is none.
alter table entities
  add column invoice_currencies text[] not null default '{}',
  add column rate_age_days_max integer not null default 7 check (rate_age_days_max between 0 and 366),
  -- What a buyer who is another one in the CRM by now means for a submission.
  add column buyer_mismatch_level text not null default 'warning'
    check (buyer_mismatch_level in ('info', 'warning', 'error'));

-- How many units of `quote` one unit of `base` was on a day, by a source. What an invoice took of it is on the invoice.
create table exchange_rates (
  organization_id text not null references organizations (id),
  base text not null check (base ~ '^[A-Z]{3}$'),
  quote text not null check (quote ~ '^[A-Z]{3}$'),
  on_date date not null,
  -- `entered` for one that a person or a program entered, else the feed that it was fetched from.
  origin text not null check (origin in ('entered', 'ecb')),
  rate numeric(28, 10) not null check (rate > 0),
  -- Printed with the rate.
  source text not null,
  entered_by jsonb not null,
  entered_at timestamptz not null,
  primary key (organization_id, base, quote, on_date, origin),
  check (base <> quote)
);
create index exchange_rates_by_day on exchange_rates (organization_id, on_date desc, base, quote);

-- Feeds that an administrator turned on, and when they were last asked.
create table rate_feeds (
  organization_id text not null references organizations (id),
  feed text not null check (feed in ('ecb')),
  is_on boolean not null,
  fetched_at timestamptz,
  -- The day of the rates that were fetched last.
  fetched_for date,
  primary key (organization_id, feed)
);

do $$
declare business_table text;
begin
  foreach business_table in array array['exchange_rates', 'rate_feeds'] loop
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

-- The tax of each rate in the currency of the tax return is written at issue, before the number freezes the row.
grant update (extras) on invoice_tax_rows to seikyu_app;
