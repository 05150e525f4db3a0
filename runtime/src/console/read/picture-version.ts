import { createHash } from 'node:crypto';
import type { InvoiceView } from '../../flow/read/get-invoice.ts';

const HASH_LENGTH = 12;

/** Changes with what the pictures of an invoice show: a browser that keeps a picture by its address asks for the new one. */
export function pictureVersion({ document, standing, sync }: InvoiceView): string {
  const shown = JSON.stringify([document, standing, sync], (_key, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return createHash('sha256').update(shown).digest('hex').slice(0, HASH_LENGTH);
}
