import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../runtime/src/core/app-error.ts';
import {
  isReadyRole,
  type Permission,
  permissionsOfRoles,
  type Role,
} from '../../runtime/src/core/permissions.ts';
import type { Tx } from '../../runtime/src/db/open-database.ts';
import type { Ctx } from '../../runtime/src/flow/context.ts';
import { inRolledBack } from '../../runtime/src/flow/in-rolled-back.ts';
import { addPerson } from '../support/add-person.ts';
import { type Action, commandsOn } from './support/commands-on.ts';
import { createEveryState, type EveryState, type StateName } from './support/every-state.ts';

/** What each role may do at all, written down here once more, by hand and not from the code. */
const MAY: Record<string, string> = {
  viewer: '',
  auditor: '',
  revops: 'submit withdraw edit discard send report credit reissue correct',
  biller:
    'submit withdraw edit discard issue send report credit pay expect give_up refund dispute close_dispute collect reissue correct',
  finance_approver: 'approve reject return revoke',
  finance:
    'submit withdraw edit discard approve reject return revoke issue send report credit pay expect give_up refund write_off dispute close_dispute collect void reissue correct',
  admin:
    'submit withdraw edit discard approve reject return revoke issue send report credit pay expect give_up refund write_off dispute close_dispute collect void reissue correct',
  // One of the organization's own.
  cashier: 'pay expect give_up refund',
};

/** What each state takes. */
const TAKES: Record<StateName, string> = {
  draft: 'submit edit discard',
  pending_approval: 'approve reject return withdraw edit discard',
  approved: 'revoke edit discard issue',
  issued: 'send report credit pay expect give_up write_off dispute collect void correct',
  // A void that waits for an approval. A correction ends it: it was asked about another recipient.
  void_held:
    'approve reject return withdraw send credit pay expect give_up write_off dispute collect correct',
  part_paid: 'send credit pay expect give_up refund write_off dispute collect correct',
  awaiting_money: 'send credit pay give_up write_off dispute collect correct',
  disputed: 'send credit pay expect give_up write_off close_dispute collect void correct',
  // That a debit never came is kept whatever became of its invoice, which is told of it only while it is issued.
  voiding: 'give_up',
  // What became of its mail is kept whatever became of the invoice.
  voided: 'report give_up reissue',
  discarded: '',
};

/** What a command says where the state does not take it. */
const REFUSALS: Record<Action, readonly string[]> = {
  // To submit it once more changes nothing and is no error.
  submit: ['nothing written'],
  withdraw: ['invoice.transition_refused'],
  edit: ['invoice.transition_refused'],
  discard: ['invoice.transition_refused'],
  approve: ['approval.not_found', 'approval.already_decided', 'invoice.content_changed'],
  reject: ['approval.not_found', 'approval.already_decided', 'invoice.content_changed'],
  return: ['approval.not_found', 'approval.already_decided', 'invoice.content_changed'],
  revoke: ['invoice.transition_refused'],
  // What has its number answers with it, and nothing is written.
  issue: ['invoice.transition_refused', 'invoice.not_approved', 'nothing written'],
  send: ['invoice.transition_refused'],
  // Of the others no mail went out.
  report: ['delivery.mail_unknown'],
  credit: ['credit.not_possible'],
  pay: ['settlement.invoice_unknown'],
  // What is on its way already is so when it is told again.
  expect: ['settlement.invoice_unknown', 'nothing written'],
  give_up: ['settlement.invoice_unknown'],
  refund: ['settlement.not_possible', 'settlement.exceeds'],
  write_off: ['settlement.not_possible'],
  dispute: ['settlement.not_possible'],
  close_dispute: ['settlement.not_possible'],
  collect: ['settlement.not_possible'],
  void: ['invoice.transition_refused', 'invoice.payments_applied', 'approval.under_way'],
  reissue: ['invoice.transition_refused'],
  correct: ['invoice.transition_refused'],
};

const ACTIONS = Object.keys(REFUSALS) as Action[];
const STATES = Object.keys(TAKES) as StateName[];
const names = (list: string | undefined): string[] => (list ?? '').split(' ').filter(Boolean);

const rolesOf = (role: string): Role[] => (isReadyRole(role) ? [role] : []);
const CASHIER: readonly Permission[] = ['read', 'record_payment'];
let every: EveryState;
const actors = new Map<string, Ctx>();
beforeAll(async () => {
  every = await createEveryState();
  for (const role of Object.keys(MAY)) actors.set(role, await addPerson(every.loop, role, rolesOf(role)));
}, 120_000);
afterAll(() => every.loop.hub.close());

/** What a transaction does that fails: everything is as it was. */
async function inSavepoint<Value>(tx: Tx, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  await tx.execute(sql`savepoint attempt`);
  try {
    return await work(tx);
  } catch (error) {
    await tx.execute(sql`rollback to savepoint attempt`);
    throw error;
  }
}

/** What a command came to, with everything that it wrote counted, and rolled back. */
async function attempt(
  ctx: Ctx,
  action: Action,
  state: StateName,
): Promise<{ outcome: string; written: number }> {
  return inRolledBack(ctx, async (tx) => {
    let jobs = 0;
    const { database, jobs: queue } = ctx.deps;
    const deps = {
      ...ctx.deps,
      database: {
        ...database,
        inOrganization: <Value>(_: string, work: (own: Tx) => Promise<Value>) => inSavepoint(tx, work),
      },
      jobs: {
        ...queue,
        enqueue: (...[own, added]: Parameters<typeof queue.enqueue>) => {
          jobs += added.length;
          return queue.enqueue(own, added);
        },
      },
    };
    const count = async (): Promise<number> => {
      const [row] = await tx.execute<{ count: number }>(
        sql`select ((select count(*) from audit_entries) + (select count(*) from invoice_events)
          + (select coalesce(sum(revision), 0) from invoices))::int as count`,
      );
      return row?.count ?? 0;
    };
    const before = await count();
    const outcome = await commandsOn({ ...ctx, deps }, every.targets[state])
      [action]()
      .then(() => 'done')
      .catch((error: unknown) => {
        jobs = 0;
        if (error instanceof AppError) return error.code;
        throw error;
      });
    const written = (await count()) - before + jobs;
    return { outcome: outcome === 'done' && written === 0 ? 'nothing written' : outcome, written };
  });
}

const NOT_THERE: Partial<Record<Action, string[]>> = {
  refund: ['record.not_found'],
  report: ['delivery.mail_unknown'],
};

/** What has to come of it, by the lists above. */
function expected(role: string, isGranted: boolean, action: Action, state: StateName): readonly string[] {
  // Whoever reads it may take back what they asked for.
  const isOwnCommand = action === 'withdraw' && state === 'void_held';
  if (!isOwnCommand && !names(MAY[role]).includes(action)) return ['auth.scope_missing'];
  // A payment of an entity that is not granted is not there at all, and what was never sent has no mail.
  if (!isGranted) return ['auth.entity_not_granted', ...(NOT_THERE[action] ?? [])];
  if (!names(TAKES[state]).includes(action)) return REFUSALS[action];
  const isDecision = ['approve', 'reject', 'return'].includes(action);
  // The request asks approvers: to be allowed to approve is not to be asked.
  if (isDecision && role !== 'finance_approver') return ['approval.not_an_approver'];
  // Somebody else submitted it.
  if (action === 'withdraw' && role !== 'admin') return ['approval.not_submitter'];
  return ['done'];
}

describe.each(Object.keys(MAY))('%s', (role) => {
  test.each([
    { entities: 'the invoice’s legal entity', isGranted: true },
    { entities: 'another legal entity', isGranted: false },
  ])(
    'granted $entities does what the lists say, and what is refused writes nothing',
    { timeout: 60_000 },
    async ({ isGranted }) => {
      const { usEntityId, jpEntityId } = every.loop.organization;
      const person = actors.get(role) ?? every.loop.organization.author;
      const permissions = isReadyRole(role) ? person.permissions : new Set(CASHIER);
      const ctx: Ctx = { ...person, permissions, entityIds: [isGranted ? usEntityId : jpEntityId] };
      const wrong: string[] = [];
      for (const state of STATES) {
        for (const action of ACTIONS) {
          const { outcome, written } = await attempt(ctx, action, state);
          const allowed = expected(role, isGranted, action, state);
          if (!allowed.includes(outcome))
            wrong.push(`${action} on ${state}: ${outcome}, not ${allowed.join(' or ')}`);
          if (outcome !== 'done' && written !== 0)
            wrong.push(`${action} on ${state}: ${outcome}, and wrote ${written}`);
        }
      }
      expect(wrong.join('\n')).toBe('');
    },
  );
});

test('a machine with every permission neither decides nor asks for a loss', async () => {
  const author = every.loop.organization.author;
  const ctx: Ctx = {
    ...author,
    actor: { kind: 'api_key', id: 'key_all', name: 'n8n' },
    permissions: new Set(permissionsOfRoles(['admin'], [])),
  };
  for (const [action, state] of [
    ['approve', 'pending_approval'],
    ['reject', 'pending_approval'],
    ['return', 'pending_approval'],
    ['write_off', 'issued'],
  ] as const) {
    expect([action, await attempt(ctx, action, state)]).toEqual([
      action,
      { outcome: 'approval.person_required', written: 0 },
    ]);
  }
});
