-- A job says whose it is, so that workers can keep one organization from taking all of them. As before otherwise
-- (0015_take_webhooks.sql).
create or replace function enqueue_job(stage text, key text, payload jsonb)
returns void
language plpgsql as $$
begin
  insert into pgboss.job (name, singleton_key, data, group_id, policy, dead_letter, retry_limit, retry_delay,
    retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, heartbeat_seconds, keep_until)
  select q.name, key, payload, payload ->> 'organizationId', q.policy, q.dead_letter, q.retry_limit, q.retry_delay,
    q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds, q.heartbeat_seconds,
    now() + q.retention_seconds * interval '1 second'
  from pgboss.queue q where q.name = stage;
  if not found then
    raise exception 'there is no queue %', stage;
  end if;
  perform pg_notify('pgboss_' || left(encode(sha224('pgboss'), 'hex'), 24), stage);
end
$$;
