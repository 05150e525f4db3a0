import type { ScriptOutcome } from '../../flow/ports.ts';

/** What the worker is told once, when it starts. */
export type WorkerSettings = { memoryMaxBytes: number };

/** One batch for one fresh context. Items are JSON texts of `{ source, draft }`; `script` is sealed. */
export type GuestJob = { script: string; items: string[]; now: string; timeoutMs: number };

/** An outcome whose value is still JSON text, checked already. */
export type GuestOutcome = { ok: true; json: string } | Extract<ScriptOutcome, { ok: false }>;

/** Why a batch was given up; the worker that ran it is thrown away. */
export type AbandonReason = 'timeout' | 'memory' | 'aborted';

/** What becomes of a batch: an outcome per item in order and whether the worker is to be replaced, or no outcome at all. */
export type GuestReply =
  | { kind: 'done'; outcomes: GuestOutcome[]; isSpent: boolean }
  | { kind: 'abandoned'; reason: AbandonReason };

/** What a worker says: that it is ready, or what became of the one batch it was given. */
export type WorkerMessage = { kind: 'ready' } | GuestReply;
