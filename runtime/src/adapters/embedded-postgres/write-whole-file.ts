import { open, rename } from 'node:fs/promises';

/** Writes a text so that it is there whole or not at all, on disk, and readable by its owner alone. */
export async function writeWholeFile(file: string, text: string): Promise<void> {
  const staging = `${file}.writing-${process.pid}`;
  const handle = await open(staging, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(staging, file);
}
