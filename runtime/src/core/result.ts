/** The answer of a pure function that may fail: a value, or a reason in one sentence that is safe to show. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; reason: string };

/** Wraps a value as a success. */
export const ok = <Value>(value: Value): Result<Value> => ({ ok: true, value });

/** Wraps a reason as a failure. */
export const fail = (reason: string): { ok: false; reason: string } => ({ ok: false, reason });
