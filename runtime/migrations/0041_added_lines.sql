-- A line that somebody adds by hand (shipping, a one-off fee) may be of no product of the master. Only such a line may be:
-- every other one is priced and taxed by a version of its product (R-CAT-1).
alter table invoice_lines alter column product_id drop not null;
alter table invoice_lines alter column product_version_id drop not null;
alter table invoice_lines add constraint invoice_lines_product_check
  check (product_id is not null and product_version_id is not null
    or product_id is null and product_version_id is null and source ->> 'kind' is not distinct from 'added_line');
