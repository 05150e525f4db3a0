import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
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
