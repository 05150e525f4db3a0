-- One job, as the queue inserts one itself: what becomes of it is said by the columns of its queue. The queue's own
-- statement takes jobs of every kind as JSON and costs three times as much, which counts where each commit has one.
create function enqueue_job(stage text, key text, payload jsonb)
returns void
language plpgsql as $$
begin
  insert into pgboss.job (name, singleton_key, data, policy, dead_letter, retry_limit, retry_delay, retry_backoff,
    retry_delay_max, expire_seconds, deletion_seconds, heartbeat_seconds, keep_until)
  select q.name, key, payload, q.policy, q.dead_letter, q.retry_limit, q.retry_delay, q.retry_backoff,
    q.retry_delay_max, q.expire_seconds, q.deletion_seconds, q.heartbeat_seconds,
    now() + q.retention_seconds * interval '1 second'
  from pgboss.queue q where q.name = stage;
  if not found then
    raise exception 'there is no queue %', stage;
  end if;
  perform pg_notify('pgboss_' || left(encode(sha224('pgboss'), 'hex'), 24), stage);
end
$$;

-- Keeps the webhooks of an organization that tell of something new, with the job that follows them up. Returns the id of
-- its webhook for each new event, and null when nothing is new. Called as a statement of its own it is one transaction in
-- one message: with the caller's rights, in the organization that it names, until it ends.
create function take_webhooks(
  organization text, moment timestamptz, job_key text, job_payload jsonb,
  ids text[], connections text[], bodies text[],
  event_ids text[], event_connections text[], event_keys text[], event_objects text[], event_records text[],
  event_times_ms bigint[]
)
returns text[]
language plpgsql as $$
declare
  fresh text[];
begin
  perform set_config('app.organization_id', organization, true);
  with kept as (
    insert into inbox_hints
      (organization_id, connection_id, dedupe_key, inbox_id, object, external_id, occurred_at, received_at)
    select organization, e.connection, e.key, e.id, e.object, e.record, to_timestamp(e.time_ms / 1000.0), moment
    from unnest(event_ids, event_connections, event_keys, event_objects, event_records, event_times_ms)
      as e (id, connection, key, object, record, time_ms)
    on conflict do nothing
    returning inbox_id
  )
  select array_agg(inbox_id) into fresh from kept;
  if fresh is null then
    return null;
  end if;
  insert into inbox (organization_id, id, connection_id, received_at, body)
  select organization, w.id, w.connection, moment, decode(w.body, 'base64')
  from unnest(ids, connections, bodies) as w (id, connection, body)
  where w.id in (select unnest(fresh));
  perform enqueue_job('receive', job_key, job_payload);
  return fresh;
end
$$;

revoke execute on function enqueue_job(text, text, jsonb) from public;
grant execute on function enqueue_job(text, text, jsonb) to seikyu_app;
revoke execute on function take_webhooks(text, timestamptz, text, jsonb, text[], text[], text[], text[], text[], text[],
  text[], text[], bigint[]) from public;
grant execute on function take_webhooks(text, timestamptz, text, jsonb, text[], text[], text[], text[], text[], text[],
  text[], text[], bigint[]) to seikyu_app;
