-- Which customers and contacts a deal names, by the keys of its own system. A party that changes finds its deals by an
-- index: operators on jsonb are not leakproof, so row-level security keeps an index over the body from being used.
create table deal_parties (
  organization_id text not null,
  deal_id text not null,
  kind text not null check (kind in ('customer', 'contact')),
  key text not null,
  primary key (organization_id, deal_id, kind, key),
  foreign key (organization_id, deal_id) references deals (organization_id, id)
);
create index deal_parties_by_key on deal_parties (organization_id, key, kind);

alter table deal_parties enable row level security;
alter table deal_parties force row level security;
create policy deal_parties_of_organization on deal_parties
  using (organization_id = (select current_setting('app.organization_id', true)))
  with check (organization_id = (select current_setting('app.organization_id', true)));
grant select, insert, delete on deal_parties to seikyu_app;

-- What exists already; the owner sees an organization's rows only while it is set.
do $$
declare organization text;
begin
  for organization in select id from organizations loop
    perform set_config('app.organization_id', organization, true);
    insert into deal_parties
    select organization_id, id, 'customer', body ->> 'customerKey' from deals
    where organization_id = organization and body ->> 'customerKey' is not null
    union
    select organization_id, id, 'contact', contact.key
    from deals, jsonb_array_elements_text(body -> 'contactKeys') as contact (key)
    where organization_id = organization;
  end loop;
  perform set_config('app.organization_id', '', true);
end
$$;
