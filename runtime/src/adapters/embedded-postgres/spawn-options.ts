import type { Place } from './place-cluster.ts';

/**
 * Returns what every Postgres program is spawned with: a folder that its user can reach, that user, and nothing of
 * our environment, since PGDATA, PGPORT or LC_ALL would change what it does.
 */
export function spawnOptions(place: Place): {
  cwd: string;
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  windowsHide: true;
} {
  const systemRoot = process.env['SystemRoot'];
  return {
    cwd: place.homeDir,
    env: {
      PATH: process.env['PATH'],
      LC_ALL: 'C',
      TZ: 'UTC',
      ...(systemRoot === undefined ? {} : { SystemRoot: systemRoot }),
    },
    ...(place.runAs === undefined ? {} : { uid: place.runAs.uid, gid: place.runAs.gid }),
    windowsHide: true,
  };
}
