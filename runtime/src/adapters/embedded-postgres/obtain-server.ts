import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { adoptPostmaster } from './adopt-postmaster.ts';
import type { MakeUrl } from './connection-url.ts';
import { isPortFree, pickPort } from './pick-port.ts';
import type { Place } from './place-cluster.ts';
import { refuse } from './refuse.ts';
import type { ServerSettings } from './server-settings.ts';
import { spawnPostmaster } from './spawn-postmaster.ts';
import { type StartOutcome, waitUntilReady } from './wait-until-ready.ts';

/** What a start needs. A fixed port is never replaced by another one; a wanted one is when it is taken. */
export type ObtainInput = {
  place: Place;
  binDir: string;
  wantedPort: number | undefined;
  isPortFixed: boolean;
  settings: ServerSettings;
  makeUrl: MakeUrl;
  log: (line: string) => void;
};

/** A server that answers and holds the hub's database. */
export type ObtainedServer = { port: number; isAdopted: boolean };

const ATTEMPTS_MAX = 200;
const RETRY_MS = 100;
const KILL_TIMEOUT_MS = 10_000;

/**
 * Adopts the server of a cluster or starts one. Waits about half a minute for processes that outlived a killed
 * server. Throws `database.unavailable` when there is no server in the end; then none was left running either.
 */
export async function obtainServer(input: ObtainInput): Promise<ObtainedServer> {
  let wantedPort = input.wantedPort;
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const adopted = await adoptPostmaster(input.place.clusterDir, input.makeUrl, input.log);
    if (adopted !== undefined) {
      if (input.isPortFixed && adopted !== wantedPort)
        input.log(`the database runs already, on port ${adopted}`);
      return { port: adopted, isAdopted: true };
    }
    const port = await settlePort(input, wantedPort);
    const outcome = await launchOnce(input, port);
    if (outcome.state === 'ready') return { port, isAdopted: false };
    if (outcome.state === 'port_taken') wantedPort = port;
    else {
      if (attempt === 1) input.log(`waiting for processes of an earlier server: ${outcome.reason}`);
      await wait(RETRY_MS);
    }
  }
  throw refuse(
    `Processes of an earlier server keep ${input.place.clusterDir} open. Stop them, then try again.`,
  );
}

async function launchOnce(
  input: ObtainInput,
  port: number,
): Promise<Exclude<StartOutcome, { state: 'failed' }>> {
  const { child, log } = await spawnPostmaster(input.place, input.binDir, port, input.settings);
  try {
    const outcome = await waitUntilReady(child, log, input.makeUrl, port, input.place.clusterDir);
    if (outcome.state !== 'failed') return outcome;
    throw refuse(`The embedded Postgres did not start: ${outcome.reason}. Its log is ${log.file}.`);
  } catch (error) {
    await killAndWait(child);
    throw error;
  }
}

async function killAndWait(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  child.kill('SIGQUIT');
  await once(child, 'exit', { signal: AbortSignal.timeout(KILL_TIMEOUT_MS) }).catch(() => undefined);
}

async function settlePort(input: ObtainInput, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined && (await isPortFree(wanted))) return wanted;
  if (input.isPortFixed) {
    throw refuse(`Port ${wanted} of 127.0.0.1 is taken by another program. Choose another port, or none.`);
  }
  const port = await pickPort();
  if (wanted !== undefined)
    input.log(`port ${wanted} is taken by another program: the database takes ${port}`);
  return port;
}
