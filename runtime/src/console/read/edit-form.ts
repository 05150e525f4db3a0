import { isJsonObject } from '../../core/json.ts';
import type { Editable, EditableField } from '../../flow/bill/read-editable.ts';
import { readAddedRows } from './added-rows.ts';
import { readDiscount } from './discount-text.ts';
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

/** Under which name a form asks to leave out the line at a position. */
export const leaveOutName = (position: number): string => `leave-out-${position}`;

/** Under which name it sends what is to become of a line that was left out, by its place among them. */
export const leftOutName = (place: number): string => `left-out-${place}`;

/** What a form asks for, as the verb's input, and the control of each place of it. */
export type EditForm = {
  changes: Record<string, unknown>;
  nameOf: (path: readonly PropertyKey[]) => string;
};

/**
 * The changes that a form asks for: what was typed over, added, left out and chosen. A field that shows what it showed
 * before is none, so that a conflict stays one until somebody chooses.
 */
export function readEditForm(editable: Editable, values: FormValues): EditForm {
  const { document, fields } = editable;
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
  const added = readAddedRows(values);
  const controls = {
    lines: [...lines.keys()].map(
      (position) => (member: string) => `lines.${position}.${member || 'quantity'}`,
    ),
    addLines: added.map(
      ({ row }) =>
        (member: string) =>
          `add.${row}.${member || 'name'}`,
    ),
    removeLines: [] as (() => string)[],
    putBackLines: [] as (() => string)[],
  };
  const removeLines: string[] = [];
  const putBackLines: string[] = [];
  for (const { position, key } of editable.lines) {
    const name = leaveOutName(position);
    if (values[name] === undefined) continue;
    removeLines.push(key);
    controls.removeLines.push(() => name);
  }
  for (const [place, { key }] of editable.leftOut.entries()) {
    const name = leftOutName(place);
    if (values[name] === 'back') {
      putBackLines.push(key);
      controls.putBackLines.push(() => name);
    } else if (values[name] === 'out') {
      removeLines.push(key);
      controls.removeLines.push(() => name);
    }
  }
  const lists = {
    lines: [...lines.values()],
    addLines: added.map(({ line }) => line),
    removeLines,
    putBackLines,
  };
  const filled = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
  return { changes: { ...changes, ...filled }, nameOf: nameIn(controls) };
}

type Controls = Readonly<Record<string, readonly ((member: string) => string)[]>>;

/** The control of a place of the verb's input: what is listed goes by its place among the changes there. */
function nameIn(controls: Controls): EditForm['nameOf'] {
  return ([first, second, place, member]) => {
    if (first !== 'changes') return String(first ?? '');
    const control = controls[String(second)]?.[Number(place)];
    return control === undefined ? String(second ?? '') : control(String(member ?? ''));
  };
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
