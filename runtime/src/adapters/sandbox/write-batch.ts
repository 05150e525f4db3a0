import type { ScriptBatch, ScriptOutcome } from '../../flow/ports.ts';
import { type FieldsRead, pickFields } from './fields-read.ts';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';

/** A record as the text that a guest is given, and its place among the records of the run. */
export type WrittenItem = { at: number; text: string };

/** The next records that go together, those that cannot go, and where the next batch begins. */
export type WrittenBatch = {
  items: WrittenItem[];
  refused: { at: number; outcome: ScriptOutcome }[];
  next: number;
};

/** Writes records from a place on, with the fields that the script reads, until a batch is full. */
export function writeBatch(items: ScriptBatch['items'], from: number, fieldsRead: FieldsRead): WrittenBatch {
  const batch: WrittenBatch = { items: [], refused: [], next: from };
  let bytes = 0;
  for (const item of items.slice(from, from + SANDBOX_LIMITS.recordsPerBatch)) {
    if (bytes >= SANDBOX_LIMITS.batchMaxBytes) break;
    const at = batch.next;
    const text = writeItem(item, fieldsRead);
    if (typeof text === 'string') {
      batch.items.push({ at, text });
      bytes += text.length;
    } else batch.refused.push({ at, outcome: text });
    batch.next += 1;
  }
  return batch;
}

function writeItem(
  { source, draft }: ScriptBatch['items'][number],
  fieldsRead: FieldsRead,
): string | ScriptOutcome {
  let text: string;
  try {
    text = JSON.stringify({ source: pickFields(source, fieldsRead), draft });
  } catch {
    return failed('the record is nested too deeply to be handed to a script');
  }
  const bytes = Buffer.byteLength(text);
  if (bytes <= SANDBOX_LIMITS.inputMaxBytes) return text;
  return failed(
    `what the script reads of the record and its draft have ${bytes} bytes, allowed are ${SANDBOX_LIMITS.inputMaxBytes}`,
  );
}

function failed(detail: string): ScriptOutcome {
  return { ok: false, code: 'mapping.script_failed', detail };
}
