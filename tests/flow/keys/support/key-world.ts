import { createHash } from 'node:crypto';
import {
  claimIdempotencyKey,
  type StoredAnswer,
} from '../../../../runtime/src/flow/auth/claim-idempotency-key.ts';
import { settleIdempotencyKey } from '../../../../runtime/src/flow/auth/settle-idempotency-key.ts';
import type { FlowDeps } from '../../../../runtime/src/flow/context.ts';
import { openConnection } from '../../../../runtime/src/flow/find-connection.ts';
import { reportKeys } from '../../../../runtime/src/flow/keys/report-keys.ts';
import { type ResealStep, resealAll } from '../../../../runtime/src/flow/keys/reseal-all.ts';
import { addWaiter } from '../../../../runtime/src/flow/webhooks/add-waiter.ts';
import { rotateWebhookSecret } from '../../../../runtime/src/flow/webhooks/rotate-webhook-secret.ts';
import { waitingDeal } from '../../../console/support/waiting-deal.ts';
import { SECRETS } from '../../../support/canaries.ts';
import { totp } from '../../../support/totp.ts';
import {
  createWebhookLoop,
  isGenuine,
  type WebhookLoop,
} from '../../webhooks/support/create-webhook-loop.ts';
import { keyPorts, restart } from './with-keys.ts';

const PASSWORD = 'correct horse battery';
const ANSWER: StoredAnswer = { status: 201, body: '{"key":"shown once"}' };
const address = '198.51.100.7';

/** A hub that holds every kind of sealed value, and can tell whether each still does what it is for. */
export type KeyWorld = {
  loop: WebhookLoop;
  restart(...keys: Uint8Array[]): Promise<void>;
  /** Seals everything anew; stops after so many steps, as a process does that is killed there. */
  reseal(stepsMax?: number): Promise<ResealStep[]>;
  /** How many values stand under a key; null is what names none. */
  countUnder(keyId: string | null): Promise<number>;
  /** Adds answers under idempotency keys. */
  answer(count: number): Promise<void>;
  /** Uses every kind of sealed value as the hub does, and returns what does not work. */
  findFaults(): Promise<string[]>;
};

/** Makes one that begins with a key. Close `loop` in `afterAll`. */
export async function createKeyWorld(key: Uint8Array): Promise<KeyWorld> {
  let opened: Record<string, string> = {};
  const loop: WebhookLoop = await createWebhookLoop({
    overrides: {
      ...keyPorts(key),
      connectors: {
        open: (connection, secrets) => {
          opened = secrets;
          return connection.role === 'crm' ? loop.crm : loop.accounting;
        },
      },
    },
  });
  const { hub, admin, organization } = loop;
  await restart(hub, key);
  const endpoint = await loop.endpoint({ eventTypes: ['invoice.sent'] });
  const { secret } = await rotateWebhookSecret({ ctx: admin, input: { endpointId: endpoint.id } });
  await loop.tellOf(waitingDeal('600'));
  await hub.drain();
  const invoiceId = (await loop.invoices())[0]?.id ?? '';
  const resumeUrl = `${loop.receiver.origin}/webhook-waiting/capability`;
  await addWaiter({ ctx: admin, input: { invoiceId, resumeUrl } });
  const account = await enrol(hub.deps);
  let [answered, signIns, sent] = [0, 0, 0];

  const requestOf = (index: number) => ({
    route: 'POST /v1/keys',
    key: `key-${index}`,
    fingerprint: createHash('sha256').update(String(index)).digest(),
  });
  const answer = async (count: number): Promise<void> => {
    for (let made = 0; made < count; made += 1, answered += 1) {
      const request = requestOf(answered);
      const claim = await claimIdempotencyKey({ ctx: admin, input: request });
      if (claim.state !== 'claimed') throw new Error('the key is new');
      await settleIdempotencyKey({
        ctx: admin,
        input: { request, claimedAt: claim.claimedAt, answer: ANSWER },
      });
    }
  };
  await answer(3);

  const checks: Record<string, () => Promise<boolean>> = {
    connection: async () => {
      const { webhookSecret } = await openConnection(hub.deps, organization.id, organization.hubspot.id);
      return webhookSecret === SECRETS.hubspotClientSecret && opened['accessToken'] === SECRETS.hubspotToken;
    },
    'webhook endpoint': async () => {
      await loop.happen(invoiceId, 'invoice.sent');
      await loop.runDue();
      sent += 1;
      const message = loop.receivedAt(endpoint.url).at(-1);
      const both = [secret, endpoint.secret];
      return (
        loop.receivedAt(endpoint.url).length === sent &&
        message !== undefined &&
        both.every((each) => isGenuine(each, message, hub.clock.now()))
      );
    },
    'answer to a repetition': async () => {
      const claim = await claimIdempotencyKey({ ctx: admin, input: requestOf(0) });
      return claim.state === 'answered' && claim.answer.body === ANSWER.body;
    },
    'backup code': async () => {
      const code = account.backupCodes[signIns++] ?? '';
      const { accounts } = hub.deps;
      const outcome = await accounts.checkPassword({ email: account.email, password: PASSWORD, address });
      if (outcome.state !== 'code_asked') return false;
      return (
        account.id ===
        (await accounts.checkCode({ challenge: outcome.challenge, kind: 'backup', code, address }))
      );
    },
  };
  return {
    loop,
    restart: (...keys) => restart(hub, ...keys),
    reseal: async (stepsMax = Number.POSITIVE_INFINITY) => {
      const steps: ResealStep[] = [];
      for await (const step of resealAll(hub.deps, [hub.system(organization.id)])) {
        steps.push(step);
        if (steps.length >= stepsMax) break;
      }
      return steps;
    },
    countUnder: async (keyId) =>
      (await reportKeys(hub.deps)).find((report) => report.keyId === keyId)?.total ?? 0,
    answer,
    findFaults: async () => {
      const faults: string[] = [];
      for (const [name, check] of Object.entries(checks)) {
        if (!(await check().catch(() => false))) faults.push(name);
      }
      return faults;
    },
  };
}

async function enrol({ accounts }: FlowDeps) {
  const email = 'mika@example.com';
  const id = await accounts.create({ email, name: 'Mika', password: PASSWORD });
  const factor = await accounts.beginSecondFactor({ accountId: id, password: PASSWORD, address });
  await accounts.confirmSecondFactor({ accountId: id, code: totp(factor.uri), address });
  return { id, email, ...factor };
}
