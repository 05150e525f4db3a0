-- Pushed records wait in the inbox as they came, in one row per request, until the receive job takes them apart.
alter table inbox
  alter column connection_id drop not null,
  -- Of pushed records; null for a webhook.
  add column system text,
  add column object text,
  add column request_id text,
  add constraint inbox_is_webhook_or_records check (
    (system is null) = (object is null) and (system is null) = (request_id is null)
    and (system is not null or connection_id is not null)
  );

-- Every row locked its connection's row for this check, all of a burst the same one. The connection was read while the
-- request was verified, and connections are never deleted.
alter table inbox drop constraint inbox_organization_id_connection_id_fkey;

grant delete on inbox to seikyu_app;
