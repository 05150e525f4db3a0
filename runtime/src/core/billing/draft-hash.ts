import { createHash } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import { stableJson } from '../stable-json.ts';
import type { DraftContent } from './deal-to-draft.ts';

/** A computed draft with what its invoice is stored under. */
export type DraftHashInput = {
  entityId: string;
  customerId: string;
  currency: string;
  content: DraftContent;
};

/**
 * SHA-256, in hex, of everything that a draft comes to, whatever it was computed from: two hashes are equal exactly
 * when drafting again would write the same invoice. The record versions that lines came from are left out: a record
 * that changed in something else bills the same.
 */
export function draftHash({ content, ...place }: DraftHashInput): string {
  const lines = content.lines.map(({ line: { units, ...line }, computed }) => {
    const { recordId: _recordId, ...source } = line.source;
    // What the quantity says already is left out: a line that was stored before units were is still the same line.
    const beyondQuantity = units === undefined || units.eq(line.amounts.quantity) ? {} : { units };
    return { line: { ...line, ...beyondQuantity, source }, computed };
  });
  return createHash('sha256')
    .update(stableJson(toPlain({ ...place, content: { ...content, lines } })))
    .digest('hex');
}

/** Big writes itself as text; bigint, which JSON does not know, is written as its digits. */
function toPlain(value: object): JsonObject {
  return JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)),
  );
}
