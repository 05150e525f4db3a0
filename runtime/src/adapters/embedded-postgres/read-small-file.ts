import { readFile } from 'node:fs/promises';
import { readErrorCode } from './refuse.ts';

/** Returns a file's text without the white space around it, or undefined when there is no such file. */
export async function readSmallFile(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (readErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
