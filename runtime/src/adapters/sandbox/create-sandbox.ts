import { assert, assertNever } from '../../core/assert.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Sandbox, ScriptBatch, ScriptOutcome } from '../../flow/ports.ts';
import { checkScript } from './check-script.ts';
import { createWorkerPool, type WorkerPool } from './create-worker-pool.ts';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';
import type { AbandonReason, GuestJob, GuestOutcome } from './sandbox-protocol.ts';
import { sealScript } from './seal-script.ts';
import { startSandboxWorker } from './start-sandbox-worker.ts';

/** How many threads, how long one batch of records may take, how much memory one script may use. */
export type SandboxOptions = { workers?: number; timeoutMs?: number; memoryMaxBytes?: number };

/**
 * The sandbox for mapping scripts: QuickJS in worker threads, a fresh context per batch. What a script does ends in
 * the outcomes of its records. Throws AppError only when the hub stops (`request.shutting_down`) or no thread starts.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { workers, timeoutMs, memoryMaxBytes } = readOptions(options);
  const pool = createWorkerPool({ workersMax: workers, start: () => startSandboxWorker({ memoryMaxBytes }) });
  return {
    check: checkScript,
    run: (batch) => runBatch(pool, batch, batch.timeoutMs ?? timeoutMs),
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

type Item = { at: number; text: string };

async function runBatch(pool: WorkerPool, batch: ScriptBatch, timeoutMs: number): Promise<ScriptOutcome[]> {
  assert(
    timeoutMs >= SANDBOX_LIMITS.timeoutMsMin && timeoutMs <= SANDBOX_LIMITS.timeoutMsMax,
    'a batch has 10 ms to 10 s',
  );
  const sealed = sealScript(batch.script);
  if (!sealed.ok) return batch.items.map(() => failed(sealed.reason));
  const outcomes: ScriptOutcome[] = [];
  const items: Item[] = [];
  for (const [at, item] of batch.items.entries()) {
    const text = writeItem(item);
    if (typeof text === 'string') items.push({ at, text });
    else outcomes[at] = text;
  }
  const run = (some: Item[]) =>
    pool.run(batch.organizationId, {
      script: sealed.value,
      items: some.map((item) => item.text),
      now: batch.now,
      timeoutMs,
    } satisfies GuestJob);
  for (let from = 0; from < items.length; from += SANDBOX_LIMITS.recordsPerBatch) {
    const some = items.slice(from, from + SANDBOX_LIMITS.recordsPerBatch);
    const reply = await run(some);
    if (reply.kind === 'done') {
      for (const [index, { at }] of some.entries()) outcomes[at] = readOutcome(reply.outcomes[index]);
      continue;
    }
    // Alone, so that only the guilty record fails and no record's outcome depends on its neighbours.
    for (const item of some) {
      const alone = some.length === 1 ? reply : await run([item]);
      outcomes[item.at] =
        alone.kind === 'done' ? readOutcome(alone.outcomes[0]) : abandoned(alone.reason, timeoutMs);
    }
  }
  return outcomes;
}

function writeItem(item: ScriptBatch['items'][number]): string | ScriptOutcome {
  let text: string;
  try {
    text = JSON.stringify({ source: item.source, draft: item.draft });
  } catch {
    return failed('the record is nested too deeply to be handed to a script');
  }
  const bytes = Buffer.byteLength(text);
  if (bytes <= SANDBOX_LIMITS.inputMaxBytes) return text;
  return failed(`the record and its draft have ${bytes} bytes, allowed are ${SANDBOX_LIMITS.inputMaxBytes}`);
}

function readOutcome(outcome: GuestOutcome | undefined): ScriptOutcome {
  assert(outcome !== undefined, 'a batch has an outcome per record');
  if (!outcome.ok) return outcome;
  const value: JsonObject = JSON.parse(outcome.json);
  return { ok: true, value };
}

function abandoned(reason: AbandonReason, timeoutMs: number): ScriptOutcome {
  switch (reason) {
    case 'timeout':
      return {
        ok: false,
        code: 'mapping.script_timeout',
        detail: `the script did not end within ${timeoutMs} ms`,
      };
    case 'memory':
      return {
        ok: false,
        code: 'mapping.script_out_of_memory',
        detail: 'the script used more memory than allowed',
      };
    case 'aborted':
      return failed('the script broke the interpreter');
    default:
      return assertNever(reason);
  }
}

function failed(detail: string): ScriptOutcome {
  return { ok: false, code: 'mapping.script_failed', detail };
}
