-- What one unit of a product version costs its seller, by currency and without tax: approval rules ask for the margin
-- that it leaves, and nothing else reads it. A version without a row has no known cost.
create table product_costs (
  organization_id text not null references organizations (id),
  product_version_id text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  unit_cost numeric(28, 10) not null check (unit_cost >= 0),
  primary key (organization_id, product_version_id, currency),
  foreign key (organization_id, product_version_id) references product_versions (organization_id, id)
);

alter table product_costs enable row level security;
alter table product_costs force row level security;
create policy product_costs_of_organization on product_costs
  using (organization_id = (select current_setting('app.organization_id', true)))
  with check (organization_id = (select current_setting('app.organization_id', true)));
-- A version never changes, so a cost is not updated either.
grant select, insert on product_costs to seikyu_app;

-- How many units of its product a line stands for, also where it is printed as one piece at an amount; null where that
-- cannot be said, as of a milestone, a credit, or every line that was drafted before.
alter table invoice_lines add column units numeric(28, 10);
