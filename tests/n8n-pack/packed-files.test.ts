import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SOURCES = ['nodes', 'credentials', 'icons', 'package.json', 'tsconfig.json', 'README.md', 'LICENSE'];
const BUILD_MAX_MS = 180_000;
const run = promisify(execFile);

let folder: string;
let packed: string[];

/** Built and packed beside the repository, so that the build of somebody else is not swept away. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seikyu-pack-'));
  for (const name of SOURCES) await cp(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  // The build copies every picture that it finds; none of these may be published.
  for (const place of ['docs', 'runtime/src', 'tests']) {
    await mkdir(path.join(folder, place), { recursive: true });
    await writeFile(path.join(folder, place, 'picture.svg'), '<svg/>');
  }
  const cli = path.join(ROOT, 'node_modules/@n8n/node-cli/bin/n8n-node.mjs');
  await run(process.execPath, [cli, 'build'], { cwd: folder });
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: folder });
  const [answer] = JSON.parse(stdout) as { files: { path: string }[] }[];
  packed = (answer?.files ?? []).map((file) => file.path).sort();
}, BUILD_MAX_MS);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is published of a source file; nothing of types alone. */
const publishedAs = (place: string): string => `dist/${place.replace(/\.ts$/, '.js')}`;

test('what is published is what was written here, and nothing else', async () => {
  const written = await Promise.all(
    ['nodes', 'credentials', 'icons'].map(async (name) => {
      const entries = await readdir(path.join(ROOT, name), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
    }),
  );
  const expected = [...written.flat().map(publishedAs), 'LICENSE', 'README.md', 'package.json'];
  expect(packed).toEqual(expected.sort());
});

test('it is small, and holds neither tests nor maps nor types', () => {
  expect(packed.length).toBeLessThan(160);
  expect(packed.filter((place) => /test|\.map$|\.d\.ts$|tsbuildinfo|runtime/.test(place))).toEqual([]);
});

test('every node and credential that the package names loads as n8n loads it', () => {
  const require = createRequire(path.join(folder, 'package.json'));
  const { n8n } = require('./package.json') as { n8n: { nodes: string[]; credentials: string[] } };
  const names = [...n8n.nodes, ...n8n.credentials].map((place) => {
    const name = path.basename(place).split('.')[0] ?? '';
    const loaded = require(`./${place}`) as Record<
      string,
      new () => { description?: { name: string }; name?: string }
    >;
    const made = loaded[name] === undefined ? undefined : new loaded[name]();
    return made?.description?.name ?? made?.name;
  });
  expect(names).toEqual(['seikyu', 'seikyuApproval', 'seikyuMapping', 'seikyuTrigger', 'seikyuApi']);
});
