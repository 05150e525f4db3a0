import { resolve } from 'node:path';

/** A path that somebody named on the command line, from the folder where the command was called. */
export function callerPath(name: string): string {
  // npm runs a script in its own package's folder and says in INIT_CWD where it was called from.
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), name);
}
