import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadTemplateFolder } from '../../../runtime/src/adapters/render/load-template-folder.ts';
import { STANDARD_FOLDER } from './support/load-standard-template.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function copyOfStandard(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seikyu-template-'));
  folders.push(folder);
  await cp(STANDARD_FOLDER, folder, { recursive: true });
  return folder;
}

/** Every path through a JSON object to a value that is no object. */
function pathsOf(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, `${at}/${key}`));
}

describe('loadTemplateFolder', () => {
  it('reads source, texts of both languages and a hash of both', async () => {
    const loaded = await loadTemplateFolder(STANDARD_FOLDER);
    expect(loaded.name).toBe('standard-invoice');
    expect(Object.keys(loaded.texts)).toEqual(['en', 'ja']);
    expect(loaded.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives another hash when a text changes, and the same when only spacing does', async () => {
    const folder = await copyOfStandard();
    const { hash, texts } = await loadTemplateFolder(folder);
    await writeFile(path.join(folder, 'texts.en.json'), JSON.stringify(texts['en']));
    expect((await loadTemplateFolder(folder)).hash).toBe(hash);
    await writeFile(path.join(folder, 'texts.en.json'), JSON.stringify({ ...texts['en'], title: 'Bill' }));
    expect((await loadTemplateFolder(folder)).hash).not.toBe(hash);
  });

  it.each([
    [
      'a manifest that names a path',
      'template.json',
      JSON.stringify({ name: 'x', title: {}, source: '../a', texts: {} }),
    ],
    ['a manifest that is no JSON', 'template.json', '{'],
    ['texts that are no object', 'texts.ja.json', '[]'],
    ['a source that may not run', 'template.typ', '#import "x.typ"'],
    ['a file that is too large', 'texts.ja.json', JSON.stringify({ text: 'x'.repeat(256 * 1024) })],
  ])('refuses %s', async (_title, file, text) => {
    const folder = await copyOfStandard();
    await writeFile(path.join(folder, file), text);
    await expect(loadTemplateFolder(folder)).rejects.toMatchObject({ code: 'config.invalid' });
  });

  it('refuses a folder where a named file is missing', async () => {
    const folder = await copyOfStandard();
    await rm(path.join(folder, 'texts.ja.json'));
    await expect(loadTemplateFolder(folder)).rejects.toMatchObject({
      code: 'config.invalid',
      detail: expect.stringContaining('texts.ja.json'),
    });
  });
});

describe('the texts of the standard template', () => {
  it('name the same fields, columns, totals, units and currencies in both languages', async () => {
    const { en, ja } = (await loadTemplateFolder(STANDARD_FOLDER)).texts;
    for (const part of [
      'fields',
      'columns',
      'totals',
      'taxRows',
      'payment',
      'units',
      'marks',
      'currencyMarks',
    ]) {
      expect(pathsOf(ja?.[part]).sort()).toEqual(pathsOf(en?.[part]).sort());
    }
  });

  it('write each currency with the mark that the money module uses', async () => {
    const { formatMoneyWithSymbol } = await import(
      '../../../runtime/src/core/money/format-money-with-symbol.ts'
    );
    const { parseCurrencyCode } = await import('../../../runtime/src/core/money/currency.ts');
    const { en } = (await loadTemplateFolder(STANDARD_FOLDER)).texts;
    const marks = Object.entries(en?.['currencyMarks'] ?? {});
    expect(marks.length).toBeGreaterThan(10);
    for (const [code, mark] of marks) {
      const currency = parseCurrencyCode(code);
      expect(
        currency.ok && formatMoneyWithSymbol({ amountMinor: 0n, currency: currency.value }, 'en'),
      ).toMatch(new RegExp(`^${String(mark).replaceAll('$', '\\$')}0`));
    }
  });
});
