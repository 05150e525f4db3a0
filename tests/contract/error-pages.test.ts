import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../runtime/src/core/error-codes.ts';

const FOLDER = new URL('../../docs/errors/', import.meta.url);
const PARTS = ['## What happened', '## How to fix', '## Common mistakes', '## Related'];
const codes = Object.entries(ERROR_CODES);

const pageOf = (code: string) => readFile(new URL(`${code}.md`, FOLDER), 'utf8');
const sectionOf = (page: string, part: string) =>
  (page.split(`${part}\n`)[1] ?? '').split('\n## ')[0]?.trim() ?? '';

it('the registry and the folder hold the same codes', async () => {
  const files = (await readdir(FOLDER)).map((name) => name.replace(/\.md$/, ''));
  expect(files.sort()).toEqual(codes.map(([code]) => code).sort());
});

describe.each(codes)('the page of %s', (code, { status, title }) => {
  it('begins with the code and has every part in order, none of them empty', async () => {
    const page = await pageOf(code);
    expect(page.startsWith(`# ${code}\n`)).toBe(true);
    const places = PARTS.map((part) => page.indexOf(part));
    expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
    for (const part of PARTS) expect(sectionOf(page, part).length, part).toBeGreaterThan(15);
  });

  it('shows the error as the API answers it', async () => {
    const page = await pageOf(code);
    const example = JSON.parse(/```json\n([\s\S]+?)\n```/.exec(page)?.[1] ?? '');
    expect(example).toMatchObject({ code, status, title, type: `https://hub.example/docs/errors/${code}` });
    expect(example.instance).toMatch(/^urn:request:req_/);
    expect(Object.hasOwn(example, 'detail')).toBe(status !== 500);
  });

  it('leads only to pages that exist', async () => {
    const page = await pageOf(code);
    const targets = [...page.matchAll(/\]\(([^)]+)\.md\)/g)].map((match) => match[1] ?? '');
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) expect(Object.keys(ERROR_CODES)).toContain(target);
    expect(targets).not.toContain(code);
  });
});

it('no two pages say the same', async () => {
  const texts = await Promise.all(
    codes.map(async ([code]) => sectionOf(await pageOf(code), '## How to fix')),
  );
  expect(new Set(texts).size).toBe(texts.length);
});
