import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { loadReadyData } from '../../runtime/src/adapters/mapping-folders/load-ready-data.ts';
import { createSandbox } from '../../runtime/src/adapters/sandbox/create-sandbox.ts';
import { createAnchorSigner } from '../../runtime/src/adapters/secrets/create-anchor-signer.ts';
import { createSecretBox } from '../../runtime/src/adapters/secrets/create-secret-box.ts';
import { createKeyRing } from '../../runtime/src/adapters/secrets/key-ring.ts';
import { createAccounts } from '../../runtime/src/adapters/sign-in/create-accounts.ts';
import { createIds } from '../../runtime/src/adapters/system/create-ids.ts';
import { createLog } from '../../runtime/src/adapters/system/create-log.ts';
import { createWebhookPoster } from '../../runtime/src/adapters/webhooks/create-webhook-poster.ts';
import type { AuditAnchor } from '../../runtime/src/core/audit/anchor.ts';
import { PERMISSIONS } from '../../runtime/src/core/permissions.ts';
import { type Database, openDatabase } from '../../runtime/src/db/open-database.ts';
import type { Ctx, FlowDeps } from '../../runtime/src/flow/context.ts';
import type { EmailMessage, EmailOutcome, Renderer } from '../../runtime/src/flow/ports.ts';
import { createJobQueue, type JobQueue, startJobQueue } from '../../runtime/src/worker/create-job-queue.ts';
import { assertNoCanary, assertNoCanaryInTables, CANARY } from './canaries.ts';
import { createTestDatabase, type TestDatabase } from './create-test-database.ts';
import { createDrain } from './drain-jobs.ts';
import { createMovableClock, type MovableClock } from './movable-clock.ts';

/** A hub on a database of its own, with a clock that stands, and jobs that run when the test says so. */
export type TestHub = {
  deps: FlowDeps;
  /** For what a test writes and reads itself: no audit entry is asked of it, as it is of the verbs. */
  database: Database;
  databaseUrl: string;
  queue: JobQueue;
  clock: MovableClock;
  /** Anchors as handed to the store outside, oldest first. */
  anchors: AuditAnchor[];
  /** Mails as handed to the channel, oldest first. */
  mails: EmailMessage[];
  /** Decides what becomes of the next mails. */
  setEmailOutcome(outcome: EmailOutcome): void;
  /** Runs every job that is due, and those that follow from them, until none is left. Returns how many ran. */
  drain(): Promise<number>;
  /** The statements that are sent to the database while a work runs, in their order. */
  statementsOf(work: () => Promise<unknown>): Promise<string[]>;
  /** The hub itself, acting in an organization. */
  system(organizationId: string): Ctx;
  /** Ends it; fails when its log, its mails or its tables hold a secret. */
  close(): Promise<void>;
};

/** Bytes that depend on the document and nothing else; the real renderer has tests of its own. */
const plainRenderer: Renderer = {
  renderPdf: async ({ document }) => new TextEncoder().encode(`%PDF-1.7\n${JSON.stringify(document)}`),
  renderPreviewSvg: async ({ document }) =>
    `<svg xmlns="http://www.w3.org/2000/svg"><text>${document.id}</text></svg>`,
  renderCardSvg: async (card) => `<svg xmlns="http://www.w3.org/2000/svg"><text>${card.number}</text></svg>`,
  renderCardPng: async () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
  close: async () => undefined,
};

const byHand = (database: Database): Database => ({
  ...database,
  inOrganization: (organizationId, work) =>
    database.inOrganization(organizationId, async (tx) => {
      await tx.execute(sql`select set_config('watch.by_hand', 'on', true)`);
      return work(tx);
    }),
});

/** Starts a test hub; `overrides` replaces single ports. Close it in `afterAll`. */
export async function createTestHub(overrides: Partial<FlowDeps> = {}): Promise<TestHub> {
  const testDatabase: TestDatabase = await createTestDatabase();
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  let onStatement: (text: string) => void = () => undefined;
  const database = openDatabase({
    url: testDatabase.url,
    connectionsMax: 6,
    name: 'seikyu-test',
    onStatement: (text) => onStatement(text),
  });
  const queue = createJobQueue({ databaseUrl: testDatabase.url, log, isWorker: false });
  await startJobQueue(queue);
  const clock = createMovableClock('2026-11-24T03:00:00.000Z');
  const mails: EmailMessage[] = [];
  const anchors: AuditAnchor[] = [];
  const ring = createKeyRing([randomBytes(32)]);
  let outcome: EmailOutcome = { state: 'sent', response: 'kept' };
  const deps: FlowDeps = {
    database,
    jobs: queue.jobs,
    clock,
    ids: createIds(),
    secretBox: createSecretBox(ring),
    anchorSigner: createAnchorSigner(ring),
    anchorStore: {
      keep: async (anchor) => {
        anchors.push(anchor);
      },
      // A test says itself what is still there of them.
      list: async () => [],
    },
    accounts: createAccounts({
      database: database.ownerDrizzle,
      secrets: [{ keyId: ring[0].id, value: `${CANARY}-${randomBytes(32).toString('base64')}` }],
      publicBaseUrl: 'https://hub.example',
      log,
    }),
    setUpToken: randomBytes(24).toString('base64url'),
    sandbox: createSandbox({}),
    renderer: plainRenderer,
    email: {
      kind: 'smtp',
      send: async (message) => {
        mails.push(message);
        return outcome;
      },
    },
    connectors: {
      open: (connection) => {
        throw new Error(`no connector in this test for ${connection.system}`);
      },
    },
    webhooks: createWebhookPoster({ openedOrigins: [] }),
    rateFeed: {
      name: 'ecb',
      source: 'ECB',
      fetchLatest: () => {
        throw new Error('no rate feed in this test');
      },
      close: () => undefined,
    },
    loadReadyData,
    publicBaseUrl: 'https://hub.example',
    waitingHintsMax: 10_000,
    log,
    ...overrides,
  };
  return {
    deps,
    database: byHand(database),
    databaseUrl: testDatabase.url,
    queue,
    clock,
    anchors,
    mails,
    setEmailOutcome: (next) => {
      outcome = next;
    },
    drain: createDrain(deps, queue, clock),
    statementsOf: async (work) => {
      const sent: string[] = [];
      onStatement = (text) => void sent.push(text);
      await work();
      onStatement = () => undefined;
      return sent;
    },
    system: (organizationId) => ({
      organizationId,
      actor: { kind: 'system', id: 'hub', name: 'Seikyu' },
      permissions: new Set(PERMISSIONS),
      roles: [],
      entityIds: null,
      requestId: 'req_test',
      deps,
    }),
    close: async () => {
      await queue.boss.stop({ graceful: false });
      deps.webhooks.close();
      await deps.sandbox.close();
      await deps.renderer.close();
      try {
        assertNoCanary(lines.join(''), 'the log');
        assertNoCanary(JSON.stringify(mails), 'a mail');
        await assertNoCanaryInTables(database.owner);
      } finally {
        await database.close();
        await testDatabase.drop();
      }
    },
  };
}
