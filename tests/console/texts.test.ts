import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { mappingName } from '../../runtime/src/console/parts/mappings/mapping-name.ts';
import { errorText } from '../../runtime/src/console/texts/error-text.ts';
import { nameOf } from '../../runtime/src/console/texts/name-of.ts';
import { textsOf } from '../../runtime/src/console/texts/texts-of.ts';
import { CanonicalKind } from '../../runtime/src/core/canonical/schemas.ts';
import { ERROR_CODES } from '../../runtime/src/core/error-codes.ts';
import { Locale } from '../../runtime/src/core/invoice/document.ts';
import { TRANSITIONS } from '../../runtime/src/core/invoice/transitions.ts';
import { ROLES } from '../../runtime/src/core/permissions.ts';
import { JOB_PAYLOADS } from '../../runtime/src/flow/jobs.ts';

const ARGUMENT = 'ARGUMENT';
// Full-width marks too: a text may be a pair of brackets.
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff\uff00-\uffef]/;

/** Every text of a table as it would be shown, with its path. */
function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, value(ARGUMENT, ARGUMENT)]];
  return Object.entries(value ?? {}).flatMap(([name, part]) => leaves(part, `${path}/${name}`));
}

test('both languages hold the same texts, none of them is blank, and each shows what it is given', () => {
  const [english, japanese] = Locale.options.map((locale) => leaves(textsOf(locale)));
  expect(japanese?.map(([path]) => path)).toEqual(english?.map(([path]) => path));
  for (const [index, [path, text]] of (japanese ?? []).entries()) {
    expect(text.trim(), path).not.toBe('');
    expect(text.includes(ARGUMENT), path).toBe(english?.[index]?.[1].includes(ARGUMENT));
  }
});

test('a Japanese text is Japanese, but for names that are the same everywhere', () => {
  const foreign = leaves(textsOf('ja')).filter(([, text]) => !JAPANESE.test(text));
  const names = ['%', 'CRM', 'CRM', 'HubSpot', 'RevOps', 'Stripe', 'Xero', 'freee', '、', '、'];
  expect(foreign.map(([, text]) => text).toSorted()).toEqual(names);
  expect(leaves(textsOf('en')).filter(([, text]) => JAPANESE.test(text))).toEqual([]);
});

test('every stage, every role and every event of the transition table has a name', () => {
  for (const locale of Locale.options) {
    const { stages, roles, events } = textsOf(locale);
    for (const stage of Object.keys(JOB_PAYLOADS)) expect(stages).toHaveProperty(stage);
    for (const role of Object.keys(ROLES)) expect(roles).toHaveProperty(role);
    for (const { emits } of TRANSITIONS) expect(Object.keys(events)).toContain(emits);
  }
});

test('every error code has a Japanese sentence of its own', () => {
  for (const code of Object.keys(ERROR_CODES)) expect(errorText(code, 'ja')).toMatch(JAPANESE);
});

test('a name that is newer than its table shows as itself, also when an object has it by nature', () => {
  expect(nameOf({ draft: 'Draft' }, 'teleport')).toBe('teleport');
  expect(nameOf({ draft: 'Draft' }, 'toString')).toBe('toString');
  expect(errorText('constructor', 'en')).toBe('constructor');
});

test.each(Locale.options)('every kind and every object of a ready mapping has a name in %s', (locale) => {
  const { kinds, objects } = textsOf(locale).mappings;
  expect(CanonicalKind.options.filter((kind) => !Object.hasOwn(kinds, kind))).toEqual([]);
  const ready = readdirSync(path.resolve(import.meta.dirname, '../../mappings')).filter((name) =>
    name.includes('-'),
  );
  const named = ready.map((name) => name.slice(name.indexOf('-') + 1));
  expect(named.filter((object) => !Object.hasOwn(objects, object))).toEqual([]);
});

test('a deal of freee is booked and no opportunity: it has the name that freee gives it', () => {
  const texts = textsOf('ja');
  expect(mappingName({ texts }, { system: 'freee', object: 'deal' })).toBe('freee · 取引');
  expect(mappingName({ texts }, { system: 'hubspot', object: 'deal' })).toMatch(/商談$/);
});
