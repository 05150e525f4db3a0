/** Tables that change without an audit entry, each with the reason. Every other table of `public` is watched. */
export const UNAUDITED_TABLES: Readonly<Record<string, string>> = {
  audit_entries: 'is the trail itself',
  audit_seals: 'seals the trail; an entry about a seal would need a seal',
  audit_chains: 'says how far the sealer is',
  audit_anchors: 'is signed and kept outside; it says what the trail was, and changes nothing',
  inbox: 'holds webhooks and pushes as they came, until they were taken apart',
  inbox_hints: 'says which records a webhook named, until they were fetched',
  records: 'holds what other systems sent, as it came; each is kept, and what is made of it has an entry',
  webhook_refusals: 'counts what was refused',
  idempotency_keys: 'holds the answer of a request for its repetition',
  sessions: 'opening has an entry (session.open); the rest is its time running on or out',
  lookup_keys: 'finds the organization of a key, whose making and revoking have entries',
  board_rows: 'is made from invoices by triggers, in the transaction of their change',
  webhook_deliveries:
    'holds messages to receivers with their attempts: the log of what was told is the table itself',
  approval_waiters: 'adding one has an entry (waiter.add); the answer is a message like others',
  write_intents: 'holds a write before the call; what is confirmed or fails has an entry',
  our_writes: 'holds hashes of what was written, to know the echo',
  dead_letters: 'holds tries of jobs; the last one and a replay have entries',
  replay_runs: 'says how far a replay is; its beginning and each job have entries',
  mapping_runs:
    'says how far a dry run or backfill is; beginning, stop and resume have entries, as has each stored record',
  mapping_run_records: 'holds what a dry run found; its beginning has an entry',
  rule_simulations: 'holds what a version of rules would have done; nothing is routed or changed by it',
  overdue_marks: 'says that an invoice was told of, which has an entry',
  invoice_events: 'tells receivers of a change that has an entry of its own',
  number_counters: 'moves in the transaction that issues',
  customer_counters: 'moves in the transaction that issues',
  customer_numbers: 'is given in the transaction that issues',
  sealing_keys: 'names the keys of the hub, which belong to no organization; what is sealed anew has entries',
  schema_migrations: 'belongs to the migration runner',
  organizations: 'is written by the owner role at the set-up only',
};

/** Columns whose change alone needs no entry. */
export const UNAUDITED_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  // When it was used last, to the minute.
  api_keys: ['last_used_at'],
  // When and of what it falls due next, and what its last run found: computed anew by every run.
  contracts: [
    'next_run_on',
    'findings',
    'credit_left_minor',
    'credit_unplaced_minor',
    'credit_is_over',
    'is_complete',
  ],
  // Which stored record and mapping version made it last: nothing of it changed.
  source_links: ['record_id', 'mapping_version_id', 'updated_at'],
  // Since when it fails follows from its deliveries; that it was disabled has an entry.
  webhook_endpoints: ['failing_since', 'told_at'],
};

/** States between which a row goes to and fro without an entry. */
export const UNAUDITED_STATES: Readonly<Record<string, readonly string[]>> = {
  // A try that nothing became of yet: the request and the outcome have entries, the tries between are counted as failures.
  send_attempts: ['queued', 'sending'],
  reminders: ['queued', 'sending'],
  anchor_mails: ['queued', 'sending'],
};
