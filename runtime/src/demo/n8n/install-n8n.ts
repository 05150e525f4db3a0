import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isThere } from './is-there.ts';
import { runNpm } from './npm-process.ts';

const INSTANCE = fileURLToPath(new URL('./instance/', import.meta.url));
const TELL_EVERY_MS = 15_000;

/** An n8n that lies whole in the cache. */
export type InstalledN8n = {
  folder: string;
  version: string;
  /** True when this call installed it. */
  isNew: boolean;
};

/**
 * Finds the n8n of our lockfile in the user's cache, or installs it there: 3 GB, and several minutes the first time.
 * It is put together under another name and renamed when it is whole, so that a cut-off install is never used.
 */
export async function installN8n(write: (line: string) => void): Promise<InstalledN8n> {
  const lockfile = await readFile(join(INSTANCE, 'package-lock.json'), 'utf8');
  const version = lockedVersion(lockfile);
  const hash = createHash('sha256').update(lockfile).digest('hex').slice(0, 12);
  const folder = join(cacheFolder(), `n8n-${hash}`);
  if (await isThere(folder)) return { folder, version, isNew: false };
  const partial = `${folder}.partial-${process.pid}`;
  await removeLeftovers(folder);
  await mkdir(partial, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) {
    await copyFile(join(INSTANCE, name), join(partial, name));
  }
  write(`n8n ${version} is not installed yet: npm fetches it into ${folder} (3 GB, once)`);
  const startedAt = performance.now();
  const minutes = (): string => `${((performance.now() - startedAt) / 60_000).toFixed(1)} min`;
  const packages = topLevelPackages(lockfile);
  const ticker = setInterval(async () => {
    write(`${minutes()}: ${await countInPlace(partial, packages)} of ${packages.length} packages in place`);
  }, TELL_EVERY_MS);
  try {
    await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { folder: partial });
  } finally {
    clearInterval(ticker);
  }
  write(`${minutes()}: every package is in place; its SQLite driver is being built`);
  await buildSqlite(partial);
  await moveIntoPlace(partial, folder);
  write(`n8n ${version} is installed after ${minutes()}`);
  return { folder, version, isNew: true };
}

function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'seikyu');
}

function lockedVersion(lockfile: string): string {
  return JSON.parse(lockfile).packages['node_modules/n8n'].version;
}

/** Packages right under node_modules, which is what can be counted while npm works. */
const TOP_LEVEL = /^node_modules\/(@[^/]+\/)?[^/]+$/;

function topLevelPackages(lockfile: string): string[] {
  return Object.keys(JSON.parse(lockfile).packages).filter((path) => TOP_LEVEL.test(path));
}

/** npm makes every folder first and fills them later: a package is there when its package.json is. */
async function countInPlace(folder: string, packages: string[]): Promise<number> {
  const found = await Promise.all(packages.map((path) => isThere(join(folder, path, 'package.json'))));
  return found.filter(Boolean).length;
}

/** The only package of n8n's tree that must be built. Node's headers come with our Node, when npm brought it. */
async function buildSqlite(folder: string): Promise<void> {
  const nodeFolder = dirname(dirname(process.execPath));
  const hasHeaders = await isThere(join(nodeFolder, 'include', 'node', 'node.h'));
  await runNpm(['rebuild', 'sqlite3', '--foreground-scripts', '--ignore-scripts=false'], {
    folder,
    environment: hasHeaders ? { npm_config_nodedir: nodeFolder } : {},
  });
}

/** Two runs may have installed it at the same time: the first one to finish stays. */
async function moveIntoPlace(partial: string, folder: string): Promise<void> {
  try {
    await rename(partial, folder);
  } catch (cause) {
    if (!(await isThere(folder))) throw cause;
    await rm(partial, { recursive: true, force: true });
  }
}

/** Removes what installs left whose process is gone. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(dirname(folder)).catch(() => []);
  for (const name of names) {
    const pid = /^n8n-.*\.partial-(\d+)$/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
