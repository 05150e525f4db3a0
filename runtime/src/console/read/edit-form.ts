import type { InvoiceChanges } from '../../core/billing/edits/invoice-changes.ts';
import { isJsonObject } from '../../core/json.ts';
import type { Editable, EditableField } from '../../flow/bill/read-editable.ts';
import type { FormValues } from './read-form.ts';
import { readRecipients, recipientsText } from './recipients-text.ts';

/** What the control of a field shows. */
export function fieldText({ name, value }: Pick<EditableField, 'name' | 'value'>): string {
  if (name === 'recipients') return recipientsText(value);
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string').join('\n\n');
  if (isJsonObject(value)) {
    const { percent, amount } = value;
    return typeof percent === 'string' ? `${percent}%` : typeof amount === 'string' ? amount : '';
  }
  return value === null ? '' : String(value);
}

/** Under which name a form sends the choice between an edit and what the source says. */
export const choiceName = (field: string): string => `choice-${field}`;

/**
 * The changes that a form asks for, as the verb's input: what was typed over, and what was chosen. A field that shows what
 * it showed before is none, so that a conflict stays one until somebody chooses.
 */
export function readEditForm({ document, fields }: Editable, values: FormValues): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  const lines = new Map<number, Record<string, unknown>>();
  for (const field of fields) {
    const change = changeOf(field, values, document.locale, document.recipients);
    if (change === undefined) continue;
    const [, position, member] = /^lines\.([0-9]+)\.(.+)$/.exec(field.name) ?? [];
    if (position === undefined || member === undefined) changes[field.name] = change;
    else {
      const line = lines.get(Number(position)) ?? { position: Number(position) };
      lines.set(Number(position), { ...line, [member]: change });
    }
  }
  return lines.size === 0 ? changes : { ...changes, lines: [...lines.values()] };
}

function changeOf(
  field: EditableField,
  values: FormValues,
  locale: Editable['document']['locale'],
  recipients: Editable['document']['recipients'],
): unknown {
  const choice = values[choiceName(field.name)];
  if (choice === 'source') return null;
  const typed = (values[field.name] ?? fieldText(field)).replaceAll('\r\n', '\n').trim();
  if (choice !== 'edit' && typed === fieldText(field).trim()) return undefined;
  const member = field.name.split('.').at(-1);
  switch (member) {
    case 'recipients':
      return readRecipients(typed, { locale, known: recipients });
    case 'notes':
      return typed === '' ? [] : typed.split(/\n\s*\n/).map((note) => note.trim());
    case 'discount':
      return readDiscount(typed);
    case 'unitPrice':
      // Without a price it is sold at the list price, unless the deal has one of its own.
      return typed === '' ? null : typed;
    default:
      return typed;
  }
}

function readDiscount(typed: string): NonNullable<InvoiceChanges['lines']>[number]['discount'] {
  if (typed === '') return { percent: '0' };
  return /%$|％$/.test(typed) ? { percent: typed.slice(0, -1).trim() } : { amount: typed };
}
