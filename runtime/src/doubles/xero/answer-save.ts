import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JsonObject, JsonValue } from '../../core/json.ts';
import type { DoubleCall, DoubleResponse } from '../shared/double-types.ts';
import type { XeroStore } from './create-xero-store.ts';
import { instantToLegacy } from './legacy-date.ts';
import type { SavedRecord } from './saved-record.ts';
import { toValidationErrors, validationException, XERO_ERRORS } from './xero-errors.ts';

/** One record as Xero took it. */
export type XeroWrite = {
  list: string;
  method: string;
  id: string;
  record: JsonObject;
  idempotencyKey: string | undefined;
  at: number;
};

/** What a handler of writes is made of. */
export type SaveContext = { store: XeroStore; writes: XeroWrite[]; nowMs: () => number };

/** A list in Xero's envelope. */
export function listOf(list: string, records: JsonObject[], atMs: number): DoubleResponse {
  const envelope = {
    Id: randomUUID(),
    Status: 'OK',
    ProviderName: 'Seikyu',
    DateTimeUTC: instantToLegacy(atMs),
  };
  return { status: 200, body: { ...envelope, [list]: records } };
}

/**
 * Answers a PUT or POST of records: once for an Idempotency-Key, with Xero's refusals in an answer of 200 when
 * `summarizeErrors` is false, and as a validation exception otherwise.
 */
export function answerSave(
  context: SaveContext,
  call: DoubleCall,
  list: string,
  save: (record: JsonObject) => SavedRecord,
): DoubleResponse {
  const { store, writes, nowMs } = context;
  const key = call.headers['idempotency-key'];
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([call.method, call.path, call.query, call.body]))
    .digest('hex');
  const known = key === undefined ? undefined : store.findAnswer(key);
  if (known !== undefined) {
    return known.fingerprint === fingerprint
      ? { status: known.status, body: known.body }
      : XERO_ERRORS.invalid(['The idempotency key was used with another request.']);
  }
  const records = z.record(z.string(), z.array(z.record(z.string(), z.json()))).parse(call.body)[list] ?? [];
  const results = records.map(save);
  for (const [index, result] of results.entries()) {
    if (!result.isSaved) continue;
    const record = records[index] ?? {};
    writes.push({
      list,
      method: call.method.toUpperCase(),
      id: result.id,
      record,
      idempotencyKey: key,
      at: nowMs(),
    });
  }
  const answer = toAnswer(list, results, call.query['summarizeErrors'] === 'false', nowMs());
  if (key !== undefined) store.keepAnswer(key, { fingerprint, status: answer.status, body: answer.body });
  return answer;
}

function toAnswer(list: string, results: SavedRecord[], isPerItem: boolean, atMs: number): DoubleResponse {
  const elements = results.map((result): JsonObject => {
    if (result.isSaved) return { ...result.record, StatusAttributeString: 'OK' };
    const errors: JsonValue = toValidationErrors(result.reasons);
    return { ...result.record, StatusAttributeString: 'ERROR', HasErrors: true, ValidationErrors: errors };
  });
  const isRefused = results.some(({ isSaved }) => !isSaved);
  return isRefused && !isPerItem
    ? validationException(elements.filter((element) => element['HasErrors'] === true))
    : listOf(list, elements, atMs);
}
