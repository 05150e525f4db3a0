import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compileMapping } from '../../runtime/src/core/mapping/compile-mapping.ts';
import { jsonSchemaTexts } from '../../runtime/src/http/json-schema-texts.ts';
import { z } from '../support/zod.ts';
import { computed, draftText, japaneseDraftText } from '../unit/invoice/sample-draft.ts';

const folder = new URL('../../docs/schemas/', import.meta.url);
const stored = async (name: string) => readFile(new URL(name, folder), 'utf8');

/** Read back from the file, so that it is the file that accepts and not the schema that made it. */
async function accepts(name: string, value: unknown): Promise<boolean> {
  return z.fromJSONSchema(JSON.parse(await stored(name))).safeParse(value).success;
}

it('docs/schemas is what the code reads with; when it is stale: npx tsx runtime/src/http/write-json-schemas.ts', async () => {
  const texts = jsonSchemaTexts();
  expect((await readdir(folder)).toSorted()).toEqual(Object.keys(texts).toSorted());
  for (const [name, text] of Object.entries(texts)) expect(await stored(name), name).toBe(text);
});

it('a computed document is valid by the schema of its type and by no other', async () => {
  const preceding = { precedingInvoices: [{ number: 'INV-1', issueDate: '2026-10-31' }] };
  const names = ['invoice', 'credit-note', 'deposit', 'final'];
  const types = ['invoice', 'credit_note', 'deposit', 'final'] as const;
  for (const [at, type] of types.entries()) {
    const document = computed(japaneseDraftText({ type, ...preceding }));
    const accepted = [];
    for (const name of names) if (await accepts(`${name}.json`, document)) accepted.push(name);
    expect(accepted).toEqual([names[at]]);
  }
});

it('a draft is valid with its defaults left out, and not with an amount as a number or with a total of its own', async () => {
  expect(await accepts('invoice-draft.json', draftText())).toBe(true);
  expect(await accepts('invoice-draft.json', { ...draftText(), prepaid: 1.5 })).toBe(false);
  expect(await accepts('invoice-draft.json', { ...draftText(), totals: {} })).toBe(false);
});

const HEADER = { system: 'any', object: 'thing', kind: 'deal', description: 'of a test' };
const mappings = new URL('../../mappings/', import.meta.url);
const shipped = (await readdir(mappings, { recursive: true })).filter((name) =>
  name.endsWith('mapping.json'),
);

it.each(shipped)(
  'the mapping %s that ships with the hub is valid by the schema, with $schema and without',
  async (name) => {
    const definition: unknown = JSON.parse(await readFile(new URL(name, mappings), 'utf8'));
    expect(await accepts('mapping.json', definition)).toBe(true);
    const pointed = Object.assign({ $schema: '../../docs/schemas/mapping.json' }, definition);
    expect(await accepts('mapping.json', pointed)).toBe(true);
    expect(compileMapping(pointed).ok).toBe(true);
  },
);

it.each([
  [{ to: 'title', from: 'a', transform: ['trim', { name: 'padStart', length: 5 }] }, true],
  [{ to: 'lines[*].key', each: 'items[*]', expression: 'item.id' }, true],
  [{ to: 'title', from: 'a', when: { from: 'b', equals: 'c' } }, true],
  [{ to: 'title' }, false],
  [{ to: 'title', from: 'a', const: 'b' }, false],
  [{ to: 'title', from: 'a', nothing: true }, false],
  [{ to: 'title', from: 'a', transform: ['nothing'] }, false],
  [{ to: 'title', from: 'a', transform: ['padStart'] }, false],
  [{ to: 'title', from: 'a', transform: [{ name: 'padStart', length: 'five' }] }, false],
  [{ to: 'title', from: 'a', transform: [{ name: 'trim', length: 5 }] }, false],
  [{ to: 'title', from: 'a', when: { from: 'b' } }, false],
])('of the row %j the schema and the hub say %s', async (row, isValid) => {
  const definition = { ...HEADER, fields: [row] };
  expect(await accepts('mapping.json', definition)).toBe(isValid);
  expect(compileMapping(definition).ok).toBe(isValid);
});

it('every member of a mapping, a row and a condition is described', async () => {
  const { properties } = JSON.parse(await stored('mapping.json'));
  const membersOf = ({ anyOf }: { anyOf: { properties: object }[] }) =>
    Object.assign({}, ...anyOf.map((choice) => choice.properties));
  const row = membersOf(properties.fields.items);
  const members = { ...properties, ...row, ...membersOf(row.when) };
  expect(Object.keys(members)).toEqual(expect.arrayContaining(['system', 'to', 'expression', 'equals']));
  const silent = Object.entries(members).filter(
    ([, member]) => !/description|\$ref/.test(JSON.stringify(member)),
  );
  expect(silent.map(([name]) => name)).toEqual([]);
});
