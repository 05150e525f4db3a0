import { isJsonObject, type JsonValue } from '../../core/json.ts';
import type { RawRecord } from '../ports.ts';

/** A pushed record as it can be stored, or the place within it that is wrong. */
export type ReadRecord = { ok: true; record: RawRecord } | { ok: false; pointer: '' | '/id'; detail: string };

/** Reads a pushed record: a JSON object with an `id` of 1 to 200 characters. */
export function readRecord(object: string, value: JsonValue): ReadRecord {
  if (!isJsonObject(value)) return { ok: false, pointer: '', detail: 'A record must be a JSON object.' };
  const id = value['id'];
  const externalId = typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : id;
  if (typeof externalId !== 'string' || externalId === '' || externalId.length > 200) {
    return { ok: false, pointer: '/id', detail: 'A record needs an "id" of 1 to 200 characters.' };
  }
  return { ok: true, record: { object, externalId, modifiedAt: null, payload: value } };
}
