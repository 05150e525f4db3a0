import type { Texts } from '../texts/en.ts';
import { nameOf } from '../texts/name-of.ts';

/** What a pointer into an invoice is called: `Quantity, line 2`, `Name (Buyer)`; the pointer itself where it has no name. */
export function pointerText(pointer: string, texts: Texts['lineage']): string {
  const [, room = '', position = '', ...rest] = pointer.split('/');
  const last = rest.at(-1) ?? (position === '' ? room : position);
  if (!Object.hasOwn(texts.fields, last)) return pointer;
  const field = nameOf(texts.fields, last);
  if (room === 'lines') return texts.ofLine(field, String(Number(position) + 1));
  return Object.hasOwn(texts.rooms, room) ? texts.ofRoom(field, nameOf(texts.rooms, room)) : field;
}
