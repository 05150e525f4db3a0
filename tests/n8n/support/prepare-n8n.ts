import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type InstalledN8n, installN8n } from '../../../runtime/src/demo/n8n/install-n8n.ts';
import { installPack, packNodes } from '../../../runtime/src/demo/n8n/install-pack.ts';
import type { N8nOwner } from '../../../runtime/src/demo/n8n/open-n8n-session.ts';

/** What an n8n with our pack is started from. */
export type PreparedN8n = {
  installed: InstalledN8n;
  userFolder: string;
  encryptionKey: string;
  owner: N8nOwner;
  /** The pack as `npm publish` would send it. */
  tarball: string;
};

/** Installs n8n if need be, and our pack from its tarball into a user folder of its own inside `folder`. */
export async function prepareN8n(folder: string): Promise<PreparedN8n> {
  const installed = await installN8n((line) => process.stderr.write(`${line}\n`));
  const userFolder = join(folder, 'user');
  const tarball = await packNodes(join(folder, 'pack'));
  await installPack(tarball, userFolder);
  return {
    installed,
    userFolder,
    tarball,
    encryptionKey: randomBytes(24).toString('base64url'),
    // n8n asks for a capital and a digit.
    owner: { email: 'aiko@sanka.example', password: `${randomBytes(9).toString('base64url')}A1` },
  };
}
