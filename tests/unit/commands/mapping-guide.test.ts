import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from '../../../runtime/src/commands/run-command.ts';
import { captureOutput } from './support/capture-output.ts';
import { mappingRoot } from './support/mapping-folder.ts';
import { replaceStdin } from './support/stdin.ts';

const GUIDE = readFileSync(
  path.resolve(import.meta.dirname, '../../../docs/guides/write-a-mapping.md'),
  'utf8',
);
const files: Record<string, string> = Object.fromEntries(
  [...GUIDE.matchAll(/^`([a-z.-]+)`:\n\n```[a-z]+\n(.*?)^```/gms)].map(([, name, text]) => [name, text]),
);
const commands = [
  ...GUIDE.matchAll(/```sh\nnpm run seikyu -- ([^\n<]+?)(?: < (\S+))?\n```\n\n```text\n(.*?)```/gs),
].map(([, words = '', input, output = '']) => ({ args: words.split(' '), input, output }));

const root = mappingRoot();
const written = captureOutput();
const putStdin = replaceStdin();
beforeEach(() => vi.stubEnv('INIT_CWD', root.path));
afterEach(() => {
  vi.unstubAllEnvs();
});

test('the guide to mappings shows files and commands', () => {
  expect(Object.keys(files)).toEqual(['mapping.json', 'sample.in.json', 'records.ndjson', 'script.js']);
  expect(commands.map(({ args }) => args[1])).toEqual(['test', 'test', 'run']);
});

test('the commands of the guide, one after the other, write what the guide shows', async () => {
  const { 'script.js': _script, ...ofRows } = files;
  await root.put('acme-item', ofRows);
  for (const { args, input, output } of commands) {
    [written.out, written.err] = ['', ''];
    putStdin(input === undefined ? '' : (files[input] ?? ''));
    await runCommand(args);
    expect(written.out + written.err).toBe(output);
  }
});

test('the script of the guide takes the discount off the price, exactly', async () => {
  const { 'mapping.json': definition = '', 'script.js': script = '' } = files;
  const folder = await root.put('acme-item', {
    'mapping.json': JSON.stringify({ ...JSON.parse(definition), script: true }),
    'script.js': script,
  });
  putStdin('{"code":"a","names":{"ja":"茶"},"price":"0.3","discount":"0.1"}\n');
  expect(await runCommand(['mapping', 'run', folder])).toBe(0);
  expect(JSON.parse(written.out)).toMatchObject({ listPrice: '0.2' });
});
