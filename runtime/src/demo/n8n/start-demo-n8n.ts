import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { loadExampleWorkflows, withCredential } from './example-workflows.ts';
import { createHubKey, isHubKey } from './hub-key.ts';
import { installN8n } from './install-n8n.ts';
import { installPack, packNodes } from './install-pack.ts';
import { type N8nSession, openN8nSession } from './open-n8n-session.ts';
import { startN8n } from './start-n8n.ts';

/** What the demo's n8n must know again at its next start. */
const N8nSettings = z.object({
  encryptionKey: z.string(),
  email: z.string(),
  password: z.string(),
  /** Of the hub, with the permissions of a flow. */
  apiKey: z.string(),
});
type N8nSettings = z.infer<typeof N8nSettings>;

type StartDemoN8nInput = {
  dataFolder: string;
  port: number;
  hubUrl: string;
  /** Of a person who may make keys. */
  adminKey: string;
  write: (text: string) => void;
};

/** The demo's n8n, ready to be looked at. */
export type DemoN8n = { url: string; email: string; password: string; stop(): Promise<void> };

const CREDENTIAL = { type: 'seikyuApi', name: 'Seikyu account' };

/** Starts an n8n beside the demo: our nodes installed, its credential set, the example workflows loaded. */
export async function startDemoN8n(input: StartDemoN8nInput): Promise<DemoN8n> {
  const line = (text: string): void => input.write(`    ${text}\n`);
  input.write('\n    n8n\n');
  const userFolder = join(input.dataFolder, 'n8n');
  line('building our nodes and packing them as npm would publish them');
  await installOwnNodes(userFolder);
  const installed = await installN8n(line);
  const settings = await loadSettings(input);
  line('starting; the first start sets up its database and may take a minute');
  const running = await startN8n({
    installed,
    userFolder,
    port: input.port,
    encryptionKey: settings.encryptionKey,
  });
  try {
    const session = await openN8nSession(running.url, settings);
    const id = await saveCredential(session, { apiKey: settings.apiKey, baseUrl: input.hubUrl });
    const count = await loadExamples(session, id);
    line(`ready, with the credential "${CREDENTIAL.name}" and ${count} example workflows`);
    return { url: running.url, email: settings.email, password: settings.password, stop: running.stop };
  } catch (cause) {
    await running.stop();
    throw cause;
  }
}

async function loadSettings(input: StartDemoN8nInput): Promise<N8nSettings> {
  const path = join(input.dataFolder, 'demo-n8n.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const known = text === undefined ? undefined : N8nSettings.parse(JSON.parse(text));
  // With another DATABASE_URL the demo has another organization, and its n8n another key.
  if (known !== undefined && (await isHubKey(input.hubUrl, known.apiKey))) return known;
  const settings: N8nSettings = {
    encryptionKey: known?.encryptionKey ?? randomBytes(24).toString('base64url'),
    email: 'aiko@sanka.example',
    // n8n asks for a capital and a digit.
    password: known?.password ?? `${randomBytes(9).toString('base64url')}A1`,
    apiKey: await createHubKey({ hubUrl: input.hubUrl, adminKey: input.adminKey, name: 'n8n (demo)' }),
  };
  await mkdir(input.dataFolder, { recursive: true });
  await writeFile(`${path}.new`, JSON.stringify(settings, null, 2), { mode: 0o600 });
  await rename(`${path}.new`, path);
  return settings;
}

async function installOwnNodes(userFolder: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-pack-'));
  try {
    await installPack(await packNodes(folder), userFolder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The hub may have another port than at the last start: the credential follows it. */
async function saveCredential(session: N8nSession, data: Record<string, string>): Promise<string> {
  const known = await session.rest<{ id: string; name: string }[]>('GET', '/credentials');
  const body = { ...CREDENTIAL, data };
  const found = known.find(({ name }) => name === CREDENTIAL.name);
  if (found === undefined) return (await session.rest<{ id: string }>('POST', '/credentials', body)).id;
  await session.rest('PATCH', `/credentials/${found.id}`, body);
  return found.id;
}

/** Loads those that are not there yet, by their ids; one that was changed by hand stays as it is. */
async function loadExamples(session: N8nSession, credentialId: string): Promise<number> {
  const known = await session.rest<{ id: string }[]>('GET', '/workflows');
  const ids = new Set(known.map(({ id }) => id));
  const examples = [...(await loadExampleWorkflows()).values()];
  for (const example of examples) {
    if (example.id !== undefined && ids.has(example.id)) continue;
    await session.rest('POST', '/workflows', withCredential(example, { ...CREDENTIAL, id: credentialId }));
  }
  return examples.length;
}
