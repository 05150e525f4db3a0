import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnchorStore } from '../../flow/ports.ts';

/** Keeps anchors in a folder outside of the database, one file per organization and one JSON line per anchor. */
export function createAnchorFolder({ folder }: { folder: string }): AnchorStore {
  return {
    async keep(anchor) {
      await mkdir(folder, { recursive: true });
      const file = await open(join(folder, `${anchor.organizationId}.ndjson`), 'a');
      try {
        await file.writeFile(`${JSON.stringify(anchor)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}
