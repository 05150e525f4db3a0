-- A command on an issued document that a rule holds until others approved it: what was asked is run once, as it was asked,
-- in the transaction of the last approval. Null on the request of a submission.
alter table approval_requests
  add column command text check (command in ('refund', 'void', 'correct', 'write_off')),
  add column command_input jsonb,
  add check ((command is null) = (command_input is null));

-- Who asked for which command stands, and with it what is decided.
create function keep_held_command() returns trigger language plpgsql as $$
begin
  raise exception 'a request stands for the command that it was opened for' using errcode = 'restrict_violation';
end
$$;
create trigger approval_requests_keep_command before update on approval_requests
  for each row when (
    coalesce(old.command, new.command) is not null
    and (old.invoice_id, old.content_hash, old.requested_by, old.command, old.command_input)
      is distinct from (new.invoice_id, new.content_hash, new.requested_by, new.command, new.command_input)
  ) execute function keep_held_command();
