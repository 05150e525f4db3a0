import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAnchors } from '../../core/audit/parse-anchors.ts';
import type { AnchorStore } from '../../flow/ports.ts';

/** Keeps anchors in a folder outside of the database, one file per organization and one JSON line per anchor. */
export function createAnchorFolder({ folder }: { folder: string }): AnchorStore {
  const pathOf = (organizationId: string): string => join(folder, `${organizationId}.ndjson`);
  return {
    async keep(anchor) {
      await mkdir(folder, { recursive: true });
      const file = await open(pathOf(anchor.organizationId), 'a');
      try {
        await file.writeFile(`${JSON.stringify(anchor)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async list(organizationId) {
      const path = pathOf(organizationId);
      // No anchor was signed yet, or they are kept on another machine.
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      });
      return parseAnchors(text, path);
    },
  };
}
