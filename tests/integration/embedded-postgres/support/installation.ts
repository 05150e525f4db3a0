import {
  access,
  chmod,
  chown,
  constants,
  copyFile,
  cp,
  link,
  mkdir,
  readdir,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const require = createRequire(path.join(repository, 'runtime', 'package.json'));

/** Everything that a hub needs, in one folder that every user of the machine can read. */
export type Installation = { node: string; script: string };

/**
 * Makes an installation below a folder: the repository itself may lie where an ordinary user cannot look,
 * such as below /root. The binaries belong to `uid`, as they do when that user ran npm.
 */
export async function makeInstallation(folder: string, uid: number | undefined): Promise<Installation> {
  const modules = path.join(folder, 'node_modules');
  await mkdir(modules, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
  for (const part of ['runtime/src/core', 'runtime/src/adapters/embedded-postgres'])
    await copyPart(part, folder);
  await copyPart('tests/integration/embedded-postgres/support', folder);
  for (const name of ['zod', 'postgres']) await linkTree(findPackage(name), path.join(modules, name));
  const binaries = path.join(modules, platformPackage());
  await cp(findPackage(platformPackage()), binaries, { recursive: true });
  if (uid !== undefined) await chownTree(binaries, uid);
  const node = path.join(folder, path.basename(process.execPath));
  await linkOrCopy(process.execPath, node);
  return { node, script: path.join(folder, 'tests/integration/embedded-postgres/support/hub-process.ts') };
}

function platformPackage(): string {
  return `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

function findPackage(name: string): string {
  const entry = require.resolve(name);
  const end = entry.lastIndexOf(path.normalize(`node_modules/${name}/`));
  return path.join(entry.slice(0, end), 'node_modules', name);
}

async function copyPart(part: string, folder: string): Promise<void> {
  await cp(path.join(repository, part), path.join(folder, part), { recursive: true });
}

async function chownTree(folder: string, uid: number): Promise<void> {
  for (const name of await readdir(folder, { recursive: true }))
    await chown(path.join(folder, name), uid, uid);
}

async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) await linkTree(source, target);
    else await linkOrCopy(source, target);
  }
}

async function linkOrCopy(source: string, target: string): Promise<void> {
  await link(source, target).catch(() => copyFile(source, target));
  await access(target, constants.R_OK).catch(() => chmod(target, 0o755));
}
