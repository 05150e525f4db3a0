import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Path of the first Chromium on the PATH. Throws a sentence that says how to get one. */
export async function findChromium(path: string = process.env['PATH'] ?? ''): Promise<string> {
  for (const name of NAMES) {
    for (const folder of path.split(delimiter)) {
      const file = join(folder, name);
      const isThere = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isThere) return file;
    }
  }
  throw new Error(
    `The browser tests need a Chromium on the PATH, and there is none of ${NAMES.join(', ')}. On Debian: apt-get install chromium`,
  );
}
