import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../runtime/src/config.ts';
import { JOB_PAYLOADS } from '../../runtime/src/flow/jobs.ts';
import { anchorsOf, codeSpansOf, isPathOfOurs, linksOf, tableUnder } from './support/read-markdown.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SKIPPED = new Set(['node_modules', '.git', '.seikyu', 'dist', 'coverage']);

function listTree(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const place = path.posix.join(folder, entry.name);
    return entry.isDirectory() ? [place, ...listTree(place)] : [place];
  });
}

const TREE = listTree('');
const FIRST_NAMES = new Set(
  ['', 'runtime/', 'runtime/src/'].flatMap((base) =>
    TREE.filter((place) => place.startsWith(base)).map(
      (place) => place.slice(base.length).split('/')[0] ?? '',
    ),
  ),
);
const DOCUMENTS = TREE.filter(
  (place) => /^(README|CONTRIBUTING|CHANGELOG)\.md$/.test(place) || /^docs\/.*\.md$/.test(place),
);
const read = (place: string): string => readFileSync(path.join(ROOT, place), 'utf8');

/** Whether a path leads somewhere: from the root, or short for one below `runtime/`. `<x>`, `…` and `*` fit anything. */
function leadsSomewhere(place: string): boolean {
  const literal = place.replace(/\/$/, '').replaceAll(/[.+^$()|[\]\\]/g, '\\$&');
  const pattern = literal.replaceAll(/<[^>]+>|…|\*/g, '[^/]+');
  const isThere = new RegExp(
    place.includes('/') ? `^(runtime/|runtime/src/)?${pattern}$` : `(^|/)${pattern}$`,
  );
  return TREE.some((candidate) => isThere.test(candidate));
}

/** What a check finds in each document, as `document: finding`; nothing when all is well. */
function findIn(check: (text: string, document: string) => string[]): string[] {
  return DOCUMENTS.flatMap((document) =>
    check(read(document), document).map((finding) => `${document}: ${finding}`),
  );
}

function isBroken(link: string, document: string): boolean {
  if (/^[a-z]+:/.test(link)) return false;
  const [file = '', anchor] = link.split('#');
  const folder = path.posix.dirname(document);
  const target = file === '' ? document : path.posix.join(folder, file).replace(/\/$/, '');
  if (!TREE.includes(target)) return true;
  return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
}

test('every link of the documents leads somewhere, to a heading where it names one', () => {
  expect(DOCUMENTS).toContain('docs/decisions/0001-jobs-on-pg-boss.md');
  expect(findIn((text, document) => linksOf(text).filter((link) => isBroken(link, document)))).toEqual([]);
});

test('a broken link is found out', () => {
  const text =
    '[a](glossary.md) [b](gone.md) [c](architecture.md#tables) [d](#gone) [e](https://example.com)';
  expect(linksOf(text).filter((link) => isBroken(link, 'docs/architecture.md'))).toEqual([
    'gone.md',
    '#gone',
  ]);
});

test('every path that the documents name exists', () => {
  const pathsOf = (text: string) => codeSpansOf(text).filter((span) => isPathOfOurs(span, FIRST_NAMES));
  expect(findIn((text) => pathsOf(text).filter((place) => !leadsSomewhere(place)))).toEqual([]);
});

test('a path that does not exist is found out', () => {
  const spans = codeSpansOf('See `flow/issue/no-such-verb.ts`, `no-such-file.ts` and `application/pdf`.');
  const paths = spans.filter((span) => isPathOfOurs(span, FIRST_NAMES));
  expect(paths).toEqual(['flow/issue/no-such-verb.ts', 'no-such-file.ts']);
  expect(paths.filter(leadsSomewhere)).toEqual([]);
});

test('every npm script that the documents name exists', () => {
  const scripts: string[] = Object.keys(JSON.parse(read('package.json')).scripts);
  const namedIn = (text: string) =>
    [...text.matchAll(/npm run ([a-z][a-z0-9:-]*)/g)].map(([, name = '']) => name);
  expect(namedIn(read('CONTRIBUTING.md'))).toContain('verify:db');
  expect(findIn((text) => namedIn(text).filter((name) => !scripts.includes(name)))).toEqual([]);
});

test('what CONTRIBUTING shows as our code stands in the file that it names', () => {
  const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  const shown = [...read('CONTRIBUTING.md').matchAll(/✅ `([^`]+)`\n\n```ts\n(.*?)```/gs)];
  expect(shown.length).toBeGreaterThan(4);
  const strangers = shown.filter(([, file = '', code = '']) => !oneLine(read(file)).includes(oneLine(code)));
  expect(strangers.map(([, file]) => file)).toEqual([]);
});

test('the README has the two commands word for word', () => {
  const lines = read('README.md').split('\n');
  expect(lines).toContain('npm ci -w runtime && npm run demo');
  expect(lines).toContain('npm ci && npm test');
});

test('the steps of the demo that the README quotes are those that it prints', () => {
  const sources = ['run-demo.ts', 'run-loop.ts'].map((name) => read(`runtime/src/demo/${name}`)).join('\n');
  const printed = [...sources.matchAll(/print\.step\(\s*(\d+),\s*'([^']+)'/g)].map(
    ([, step, title]) => `${step}  ${title}`,
  );
  const quoted = [...read('README.md').matchAll(/^ {0,1}(\d+ {2}\S.*)$/gm)].map(([, line = '']) => line);
  expect(quoted.length).toBeGreaterThan(2);
  expect(quoted.filter((line) => !printed.includes(line))).toEqual([]);
});

test('every environment variable is in the README with its default, and the README names no other', () => {
  const asked = new Set<string>();
  const environment = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get: (_target, name) => {
        asked.add(String(name));
        return undefined;
      },
    },
  );
  const config = readConfig(environment, '/');
  const rows = tableUnder(read('README.md'), 'Configuration');
  const documented = rows.map(([name = '']) => codeSpansOf(name)[0]);
  expect(documented.toSorted()).toEqual([...asked].filter((name) => /^[A-Z_]+$/.test(name)).sort());
  const defaultOf = (name: string): string | undefined =>
    rows.find(([cell]) => cell === `\`${name}\``)?.[1]?.replaceAll('`', '');
  expect({
    dataFolder: `/${defaultOf('SEIKYU_DATA')}`,
    host: defaultOf('SEIKYU_HOST'),
    port: defaultOf('SEIKYU_PORT'),
    logLevel: defaultOf('SEIKYU_LOG_LEVEL'),
  }).toEqual({
    dataFolder: config.dataFolder,
    host: config.host,
    port: String(config.port),
    logLevel: config.logLevel,
  });
});

test('every command is in the README, and the README names no other', () => {
  // Read as text: importing the commands would load renderer, sandbox and database.
  const [, table = ''] =
    /const COMMANDS[^=]*= \{\n(.*?)\n\};/s.exec(read('runtime/src/commands/run-command.ts')) ?? [];
  const commands = [...table.matchAll(/^ {2}'?([a-z][a-z -]*)'?: \{/gm)].map((match) => match[1] ?? '');
  expect(commands).toContain('start');
  const documented = tableUnder(read('README.md'), 'Commands').map(([name = '']) => codeSpansOf(name)[0]);
  expect(documented).toEqual(commands);
});

test('every table is in the architecture once, and the architecture names no other', () => {
  const sources = TREE.filter((place) => /^runtime\/migrations\/.*\.sql$/.test(place));
  expect(sources).not.toEqual([]);
  const created = [...sources, 'runtime/src/db/migrate-database.ts'].flatMap((place) =>
    [...read(place).matchAll(/\bcreate table (?:if not exists )?([a-z_."]+)/g)].map(
      (match) => match[1]?.replaceAll('"', '') ?? '',
    ),
  );
  const documented = tableUnder(read('docs/architecture.md'), 'Tables').flatMap(([, tables = '']) =>
    codeSpansOf(tables),
  );
  expect(documented.toSorted()).toEqual(created.toSorted());
});

test('the stages of the architecture are those that run as jobs', () => {
  const rows = tableUnder(read('docs/architecture.md'), "A job's life");
  expect(rows.map(([stage = '']) => codeSpansOf(stage)[0])).toEqual(Object.keys(JOB_PAYLOADS));
});

test('the rooms of the architecture are the folders of the hub', () => {
  const rooms = tableUnder(read('docs/architecture.md'), 'Rooms').flatMap(([room = '']) => codeSpansOf(room));
  const entries = readdirSync(path.join(ROOT, 'runtime/src'), { withFileTypes: true });
  const present = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  expect(rooms.toSorted()).toEqual(present.toSorted());
});

test('the glossary has each word once, in order, with its Japanese term and a meaning', () => {
  const rows = tableUnder(read('docs/glossary.md'), 'Glossary');
  const words = rows.map(([word = '']) => word.toLowerCase());
  expect(words.length).toBeGreaterThan(50);
  expect(words).toEqual([...new Set(words)].sort());
  expect(rows.filter((row) => row.length !== 3 || row.some((cell) => cell === ''))).toEqual([]);
});
