import { constants } from 'node:fs';
import { chmod, copyFile, link, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Binaries } from './find-binaries.ts';
import { readErrorCode } from './refuse.ts';

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));
const STAGING_MARK = '.preparing-';
const EVERYBODY_READS = 0o004;

/**
 * Returns a folder with runnable binaries of this version below `binariesDir`, made once and then reused.
 * npm drops symbolic links from a package and our .npmrc forbids its install script, so they are made here;
 * a rename makes the folder appear whole or not at all. Call it with the lock held.
 */
export async function prepareBinaries(binaries: Binaries, binariesDir: string): Promise<string> {
  const ready = path.join(binariesDir, binaries.version);
  if (await exists(ready)) return ready;
  await openFolder(binariesDir);
  await removeLeftovers(binariesDir);
  const staging = `${ready}${STAGING_MARK}${process.pid}`;
  await linkTree(binaries.nativeDir, staging);
  await makeSymlinks(staging);
  await rename(staging, ready);
  return ready;
}

async function removeLeftovers(binariesDir: string): Promise<void> {
  for (const name of await readdir(binariesDir)) {
    if (name.includes(STAGING_MARK)) await rm(path.join(binariesDir, name), { recursive: true, force: true });
  }
}

async function linkTree(from: string, to: string): Promise<void> {
  await openFolder(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) await linkTree(source, target);
    else if (entry.isFile()) await linkOrCopy(source, target);
  }
}

/** An explicit mode, since a umask of 077 would keep the unprivileged user out. */
async function openFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
}

/** Another file system, a file of another owner or a private one cannot be linked: then it is copied. */
async function linkOrCopy(source: string, target: string): Promise<void> {
  const { mode } = await stat(source);
  if ((mode & EVERYBODY_READS) !== 0) {
    try {
      return await link(source, target);
    } catch (error) {
      if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'EACCES'].includes(readErrorCode(error) ?? ''))
        throw error;
    }
  }
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  await chmod(target, (mode & 0o100) === 0 ? 0o644 : 0o755);
}

/** The list names paths such as `native/lib/libpq.so.5`; source and target always lie in the same folder. */
async function makeSymlinks(root: string): Promise<void> {
  const listFile = path.join(root, 'pg-symlinks.json');
  if (!(await exists(listFile))) return;
  for (const { source, target } of Symlinks.parse(JSON.parse(await readFile(listFile, 'utf8')))) {
    const place = path.join(root, path.relative('native', target));
    if (!(await exists(place))) await symlink(path.relative(path.dirname(target), source), place);
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
