-- A giver whose standing approvals cover several contracts of a collective invoice decides it once for each of them; any
-- other decision of a request stays one for each person.
drop index approval_decisions_one_per_person;
create unique index approval_decisions_one_per_person on approval_decisions (organization_id, request_id,
  (coalesce(acting_for, actor ->> 'id')), (coalesce(standing_approval_id, ''))) where request_id is not null;

-- A share is carried as whole parts per million of any size, as every rate is.
alter table edit_tolerances alter column ppm type bigint;
