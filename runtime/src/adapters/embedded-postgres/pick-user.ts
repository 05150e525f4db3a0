import { readFile, stat } from 'node:fs/promises';

/** The unprivileged user that runs Postgres, which refuses to run as root. */
export type RunAs = { uid: number; gid: number; name: string };

/** The id that `nobody` has on Linux; initdb needs an entry for it in /etc/passwd. */
const NOBODY: RunAs = { uid: 65534, gid: 65534, name: '65534' };
const PREFERRED = ['seikyu', 'nobody', 'node', 'daemon'];
const INT32_MAX = 2 ** 31 - 1;

/**
 * Returns the user to drop to, or undefined when we are not root and Postgres runs as ourselves.
 * A cluster that exists goes on under its owner, since only the owner may open it.
 */
export async function pickUser(clusterDir: string, passwdFile = '/etc/passwd'): Promise<RunAs | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const cluster = await stat(clusterDir).catch(() => undefined);
  if (cluster !== undefined && cluster.uid !== 0) {
    return { uid: cluster.uid, gid: cluster.gid, name: String(cluster.uid) };
  }
  return pickFromPasswd(await readFile(passwdFile, 'utf8').catch(() => ''));
}

/** Returns the best unprivileged user of a passwd file, and the numeric `nobody` when the file has none. */
export function pickFromPasswd(passwd: string): RunAs {
  const users = passwd.split('\n').flatMap((line) => parseLine(line) ?? []);
  const preferred = PREFERRED.flatMap((name) => users.find((user) => user.name === name) ?? []);
  return preferred[0] ?? users[0] ?? NOBODY;
}

function parseLine(line: string): RunAs | undefined {
  const [name = '', , uidText = '', gidText = ''] = line.split(':');
  const uid = Number.parseInt(uidText, 10);
  const gid = Number.parseInt(gidText, 10);
  // macOS gives `nobody` the id -2, which chown and spawn spell differently.
  const isUsable = name !== '' && uid > 0 && uid <= INT32_MAX && gid > 0 && gid <= INT32_MAX;
  return isUsable ? { name, uid, gid } : undefined;
}
