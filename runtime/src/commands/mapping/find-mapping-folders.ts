import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder itself when it holds a mapping.json, otherwise those right below it that do, by name; none when it is no folder. */
export async function findMappingFolders(folder: string): Promise<string[]> {
  if (await hasMapping(folder)) return [folder];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  const found = await Promise.all(below.map(async (path) => ((await hasMapping(path)) ? [path] : [])));
  return found.flat().sort();
}

const hasMapping = (folder: string): Promise<boolean> =>
  stat(join(folder, 'mapping.json')).then(
    (found) => found.isFile(),
    () => false,
  );
