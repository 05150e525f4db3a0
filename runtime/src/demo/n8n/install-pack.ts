import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../core/app-error.ts';
import { isThere } from './is-there.ts';
import { runNpm } from './npm-process.ts';

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));
const PACK = 'n8n-nodes-seikyu';

/** Builds our node pack and packs it as `npm publish` would; returns the path of the tarball in `folder`. */
export async function packNodes(folder: string): Promise<string> {
  if (!(await isThere(join(REPOSITORY, 'node_modules/@n8n/node-cli/package.json')))) {
    throw new AppError('config.invalid', {
      detail: "n8n's tooling, which builds the nodes, is not installed: run npm ci without -w runtime.",
    });
  }
  await mkdir(folder, { recursive: true });
  await runNpm(['run', '-s', 'build:nodes'], { folder: REPOSITORY });
  const answer = await runNpm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    folder: REPOSITORY,
  });
  const [packed] = JSON.parse(answer) as { filename: string }[];
  if (packed === undefined) throw new Error('npm pack made nothing');
  return join(folder, packed.filename);
}

/**
 * Installs a tarball of the pack where n8n keeps community nodes, as n8n itself does it. Only nodes that came this way
 * have the type names that users' workflows hold. A running n8n loads them at its next start.
 */
export async function installPack(tarball: string, userFolder: string): Promise<void> {
  const folder = join(userFolder, '.n8n', 'nodes');
  await mkdir(folder, { recursive: true });
  const manifest = join(folder, 'package.json');
  if (!(await isThere(manifest)))
    await writeFile(manifest, '{"name":"installed-nodes","private":true,"dependencies":{}}\n');
  // The version stays while the pack is worked on: what lies there is never taken for what is to come.
  await rm(join(folder, 'node_modules', PACK), { recursive: true, force: true });
  await rm(join(folder, 'package-lock.json'), { force: true });
  await rm(join(folder, 'node_modules', '.package-lock.json'), { force: true });
  await runNpm(
    ['install', '--omit=peer', '--legacy-peer-deps', '--ignore-scripts', '--install-links', tarball],
    { folder },
  );
}
