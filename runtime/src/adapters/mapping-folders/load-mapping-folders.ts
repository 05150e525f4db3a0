import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { folderRefusal, loadMappingFolder, type MappingFolder } from './load-mapping-folder.ts';

/**
 * Reads every folder below `root` that holds a mapping.json, in order of its name. Throws
 * `mapping.definition_invalid` when one does not compile, or its name or script does not fit its definition.
 */
export async function loadMappingFolders(root: string): Promise<MappingFolder[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const folders: MappingFolder[] = [];
  for (const name of names.sort()) {
    const folder = await loadMappingFolder(path.join(root, name));
    if (folder === undefined) continue;
    const expected = `${folder.system}-${folder.object}`;
    if (name !== expected) throw folderRefusal(name, `the folder must be called ${expected}`);
    folders.push(folder);
  }
  return folders;
}
