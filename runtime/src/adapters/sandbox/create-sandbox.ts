import { assert } from '../../core/assert.ts';
import type { Sandbox, ScriptBatch, ScriptOutcome } from '../../flow/ports.ts';
import { checkScript } from './check-script.ts';
import { createWorkerPool, type WorkerPool } from './create-worker-pool.ts';
import { createScriptPreparer, type PreparedScript } from './prepare-script.ts';
import { abandonedBecause, readOutcomes } from './read-outcomes.ts';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';
import type { GuestReply } from './sandbox-protocol.ts';
import { startSandboxWorker } from './start-sandbox-worker.ts';
import { type WrittenItem, writeBatch } from './write-batch.ts';

/** How many threads, how long one batch of records may take, how much memory one script may use. */
export type SandboxOptions = { workers?: number; timeoutMs?: number; memoryMaxBytes?: number };

/**
 * The sandbox for mapping scripts: QuickJS in worker threads, a fresh context per batch. What a script does ends in
 * the outcomes of its records. Throws AppError only when the hub stops (`request.shutting_down`) or no thread starts.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { workers, timeoutMs, memoryMaxBytes } = readOptions(options);
  const pool = createWorkerPool({ workersMax: workers, start: () => startSandboxWorker({ memoryMaxBytes }) });
  const prepare = createScriptPreparer();
  return {
    check: checkScript,
    async run(batch) {
      const prepared = prepare(batch.script);
      if (prepared.ok)
        return runRecords(pool, prepared.value, { ...batch, timeoutMs: batch.timeoutMs ?? timeoutMs });
      const { reason: detail } = prepared;
      return batch.items.map(() => ({ ok: false, code: 'mapping.script_failed', detail }));
    },
    close: () => pool.close(),
  };
}

function readOptions(options: SandboxOptions): Required<SandboxOptions> {
  const workers = options.workers ?? SANDBOX_LIMITS.workersDefault;
  const timeoutMs = options.timeoutMs ?? SANDBOX_LIMITS.timeoutMsDefault;
  const memoryMaxBytes = options.memoryMaxBytes ?? SANDBOX_LIMITS.memoryMaxBytesDefault;
  assert(workers >= 1 && workers <= SANDBOX_LIMITS.workersMax, 'the sandbox has 1 to 16 workers');
  assert(
    memoryMaxBytes >= SANDBOX_LIMITS.memoryMaxBytesMin && memoryMaxBytes <= SANDBOX_LIMITS.memoryMaxBytesMax,
    'a script has 24 to 256 MiB of memory',
  );
  return { workers, timeoutMs, memoryMaxBytes };
}

type Run = ScriptBatch & { timeoutMs: number };

async function runRecords(pool: WorkerPool, script: PreparedScript, run: Run): Promise<ScriptOutcome[]> {
  const { organizationId, now, timeoutMs } = run;
  assert(
    timeoutMs >= SANDBOX_LIMITS.timeoutMsMin && timeoutMs <= SANDBOX_LIMITS.timeoutMsMax,
    'a batch has 10 ms to 10 s',
  );
  const send = (items: WrittenItem[]) =>
    pool.run(organizationId, { script: script.sealed, items: items.map(({ text }) => text), now, timeoutMs });
  const outcomes: ScriptOutcome[] = [];
  for (let from = 0; from < run.items.length; ) {
    const { items, refused, next } = writeBatch(run.items, from, script.fieldsRead);
    for (const { at, outcome } of refused) outcomes[at] = outcome;
    const ended = items.length === 0 ? [] : await runTogether(send, items, timeoutMs);
    for (const [index, { at }] of items.entries()) {
      const outcome = ended[index];
      assert(outcome !== undefined, 'a batch has an outcome per record');
      outcomes[at] = outcome;
    }
    from = next;
  }
  return outcomes;
}

/** Runs records in one batch. When it was given up, each of them runs alone, so that only the guilty one fails. */
async function runTogether(
  send: (items: WrittenItem[]) => Promise<GuestReply>,
  items: WrittenItem[],
  timeoutMs: number,
): Promise<ScriptOutcome[]> {
  const reply = await send(items);
  if (reply.kind === 'done') return readOutcomes(reply.outcomes);
  if (items.length === 1) return [abandonedBecause(reply.reason, timeoutMs)];
  const outcomes: ScriptOutcome[] = [];
  for (const item of items) outcomes.push(...(await runTogether(send, [item], timeoutMs)));
  return outcomes;
}
