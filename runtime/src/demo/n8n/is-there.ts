import { access } from 'node:fs/promises';

/** True when something lies at the path. */
export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
