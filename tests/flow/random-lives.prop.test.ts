import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../runtime/src/core/app-error.ts';
import type { DocumentStatus } from '../../runtime/src/core/invoice/document.ts';
import { HELD_COMMANDS } from '../../runtime/src/core/invoice/held-commands.ts';
import { approvalDecisions, auditEntries, entities } from '../../runtime/src/db/schema/index.ts';
import type { Ctx } from '../../runtime/src/flow/context.ts';
import type { InvoiceRow } from '../../runtime/src/flow/get-invoice-row.ts';
import { getInvoice, type InvoiceView } from '../../runtime/src/flow/read/get-invoice.ts';
import { reissueInvoice } from '../../runtime/src/flow/reissue/reissue-invoice.ts';
import { recordPayment } from '../../runtime/src/flow/settle/record-payment.ts';
import { bookWriteOff } from '../../runtime/src/flow/write-off/book-write-off.ts';
import { decideWriteOff } from '../../runtime/src/flow/write-off/decide-write-off.ts';
import { addPerson } from '../support/add-person.ts';
import { createLoop, type Loop } from '../support/create-loop.ts';
import { replayEvents } from '../support/replay-events.ts';
import { joinFinance, ruleOf, workOnRules } from './rules/support/work-on-rules.ts';
import { commandsOn } from './support/commands-on.ts';

const ACTORS = ['author', 'approver', 'finance', 'biller', 'viewer', 'hub'] as const;
const COMMANDS = [
  'submit',
  'approve',
  'reject',
  'return',
  'withdraw',
  'edit',
  'revoke',
  'issue',
  'send',
  'report',
  'pay',
  'expect',
  'arrive',
  'give_up',
  'refund',
  'credit',
  'dispute',
  'close_dispute',
  'collect',
  'write_off',
  'approve_write_off',
  'book_write_off',
  'discard',
  'void',
  'reissue',
  'correct',
  'change',
  'drain',
] as const;
type Command = (typeof COMMANDS)[number];

let loop: Loop;
let actors: Record<(typeof ACTORS)[number], Ctx>;
let deals = 7000;
let payments = 0;

beforeAll(async () => {
  loop = await createLoop();
  const { author, approver, id } = loop.organization;
  actors = {
    author,
    approver,
    finance: await addPerson(loop, 'Mei', ['finance']),
    biller: await addPerson(loop, 'Rei', ['biller']),
    viewer: await addPerson(loop, 'Sora', ['viewer']),
    hub: loop.hub.system(id),
  };
  await inOrganization((tx) =>
    tx.update(entities).set({ isAutoSubmit: false, isAutoIssue: false, isAutoSend: false }),
  );
  await holdCommands();
});
afterAll(() => loop.hub.close());

/** Rules that hold commands on an invoice that was edited by hand, which gives it a purchase order, and no others. */
async function holdCommands(): Promise<void> {
  const tomo = await joinFinance(loop, 'Tomo');
  const rules = workOnRules(loop, () => tomo);
  const held = HELD_COMMANDS.map((command) => ({
    ...ruleOf(command.replace('_', '-'), 'hasPurchaseOrder'),
    command,
  }));
  await rules.publish(await rules.draft((before) => [...before, ...held]));
}

const inOrganization = <T>(work: Parameters<typeof loop.hub.database.inOrganization<T>>[1]): Promise<T> =>
  loop.hub.database.inOrganization(loop.organization.id, work);

/** One invoice under test, its deal, and what a change of the deal sets. */
type Life = { invoiceId: string; dealId: string; discount: number };

async function begin(): Promise<Life> {
  const dealId = String(deals++);
  await tell({ invoiceId: '', dealId, discount: 15 });
  return { invoiceId: (await loop.invoices()).at(-1)?.id ?? '', dealId, discount: 15 };
}

async function tell({ dealId, discount }: Life): Promise<void> {
  const line = { id: `line-${dealId}`, sku: 'PLAT-Y', discountPercent: String(discount) };
  await loop.tellOf({ id: dealId, lines: [line] });
  await loop.hub.drain();
}

async function run(life: Life, command: Command, ctx: Ctx): Promise<void> {
  const { invoiceId } = life;
  const { openRequest } = await getInvoice({ ctx: actors.author, input: { invoiceId } });
  const commands: Record<Command, () => Promise<unknown>> = {
    ...commandsOn(ctx, { invoiceId, requestId: openRequest?.id ?? '' }),
    pay: () => {
      const externalId = `random-${payments++}`;
      const money = { amount: '1000.00', currency: 'USD', receivedOn: '2026-11-24', externalId };
      return recordPayment({ ctx, input: { invoiceId, rest: 'keep', ...money } });
    },
    arrive: () => {
      const money = {
        amount: '100.00',
        currency: 'USD',
        receivedOn: '2026-11-24',
        externalId: `debit-${invoiceId}`,
      };
      return recordPayment({ ctx, input: { invoiceId, rest: 'keep', ...money } });
    },
    approve_write_off: () => decideWriteOff({ ctx, input: { invoiceId, decision: 'approved' } }),
    book_write_off: () => bookWriteOff({ ctx, input: { invoiceId } }),
    change: () => {
      life.discount = life.discount === 15 ? 20 : 15;
      return tell(life);
    },
    // The life goes on with what stands in the place of the voided invoice.
    reissue: async () => {
      life.invoiceId = (await reissueInvoice({ ctx, input: { invoiceId } })).invoiceId;
    },
    drain: () => loop.hub.drain(),
  };
  try {
    await commands[command]();
  } catch (error) {
    // A refusal is an answer; anything else is a fault of ours.
    if (!(error instanceof AppError) || error.code === 'request.internal') throw error;
  }
}

/** What holds after every command, whoever gave it (model.md E6). */
async function expectSound(invoiceId: string): Promise<void> {
  const row = (await loop.invoices()).find(({ id }) => id === invoiceId);
  if (row === undefined) throw new Error('the invoice is gone');
  const view = await getInvoice({ ctx: actors.author, input: { invoiceId } });
  expectReplayed(row, view);
  await expectApproved(row);
  const moves = view.timeline.filter(({ data }) => typeof data['to'] === 'string').length;
  const entries = await inOrganization((tx) => tx.select().from(auditEntries));
  const written = entries.filter(
    ({ objectId, after }) => objectId === invoiceId && after !== null && 'status' in after,
  );
  expect(written).toHaveLength(moves);
}

function expectReplayed(row: InvoiceRow, view: InvoiceView): void {
  const replayed = replayEvents(view.timeline);
  const { documentStatus, number, issueDate, dueDate } = row;
  expect(replayed).toMatchObject({ status: documentStatus, number, issueDate, dueDate });
  if (replayed.balance !== null) expect(replayed.balance).toBe(view.standing.balance);
  expect(replayed.pending ?? '0.00').toBe(view.standing.pendingMoney?.amount ?? '0.00');
  const isNumbered = ['issued', 'voiding', 'voided'].includes(documentStatus);
  expect([documentStatus, number !== null]).toEqual([documentStatus, isNumbered]);
}

/** No way to `approved` or further without an approval of exactly this content by somebody else than its author. */
async function expectApproved(row: InvoiceRow): Promise<void> {
  if (!['approved', 'issued', 'voiding', 'voided'].includes(row.documentStatus)) return;
  const decisions = await inOrganization((tx) => tx.select().from(approvalDecisions));
  const approvals = decisions.filter(
    ({ invoiceId, decision, contentHash }) =>
      invoiceId === row.id && decision === 'approved' && contentHash === row.contentHash,
  );
  expect(approvals.length).toBeGreaterThan(0);
  const authors = [row.createdBy.id, row.lastEditedBy.id];
  for (const { actor } of approvals) {
    expect(actor.kind === 'rule_set' || (actor.kind === 'person' && !authors.includes(actor.id))).toBe(true);
  }
}

/** The way of an invoice that nobody interrupts, and then some. */
const ONWARD = [
  { command: 'submit', actor: 'author' },
  { command: 'approve', actor: 'approver' },
  { command: 'issue', actor: 'finance' },
  { command: 'pay', actor: 'biller' },
  { command: 'drain', actor: 'hub' },
  { command: 'void', actor: 'finance' },
] as const;
/** What is done about the money of an issued invoice, by who may. */
const ABOUT_MONEY = [
  { command: 'send', actor: 'biller' },
  { command: 'report', actor: 'biller' },
  { command: 'expect', actor: 'biller' },
  { command: 'arrive', actor: 'biller' },
  { command: 'give_up', actor: 'biller' },
  { command: 'refund', actor: 'biller' },
  { command: 'credit', actor: 'author' },
  { command: 'dispute', actor: 'biller' },
  { command: 'close_dispute', actor: 'biller' },
  { command: 'collect', actor: 'biller' },
  { command: 'write_off', actor: 'author' },
  { command: 'approve_write_off', actor: 'approver' },
  { command: 'book_write_off', actor: 'finance' },
] as const;
const ANYTHING = fc.record({ command: fc.constantFrom(...COMMANDS), actor: fc.constantFrom(...ACTORS) });
const STEP = fc.oneof(fc.constantFrom(...ONWARD), fc.constantFrom(...ABOUT_MONEY), ANYTHING);

/** Lives that begin by a part of the way, so that every state is begun from, and go on by anything. */
const LIFE = fc
  .tuple(fc.integer({ min: 0, max: ONWARD.length }), fc.array(STEP, { minLength: 6, maxLength: 20 }))
  .map(([part, steps]) => [...ONWARD.slice(0, part), ...steps]);

test('whatever anybody asks in whatever order, the events alone give the state, and nothing is issued unapproved', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(LIFE, async (steps) => {
      const life = await begin();
      for (const { command, actor } of steps) {
        await run(life, command, actors[actor]);
        await expectSound(life.invoiceId);
      }
    }),
    { numRuns: 12 },
  );
});

test('the whole way to a void invoice is replayed, with an approval taken back and what was refused on it', async () => {
  const life = await begin();
  const way: [Command, (typeof ACTORS)[number], DocumentStatus][] = [
    ['submit', 'author', 'pending_approval'],
    ['approve', 'author', 'pending_approval'],
    ['approve', 'approver', 'approved'],
    ['revoke', 'approver', 'draft'],
    ['submit', 'author', 'pending_approval'],
    ['approve', 'approver', 'approved'],
    ['issue', 'viewer', 'approved'],
    ['issue', 'finance', 'issued'],
    ['drain', 'hub', 'issued'],
    ['void', 'finance', 'voiding'],
    ['drain', 'hub', 'voided'],
  ];
  for (const [command, actor, status] of way) {
    await run(life, command, actors[actor]);
    await expectSound(life.invoiceId);
    const row = (await loop.invoices()).find(({ id }) => id === life.invoiceId);
    expect([command, actor, row?.documentStatus]).toEqual([command, actor, status]);
  }
});

test('what is done about money is replayed as well: a part paid, sent back, paid again, and the rest a loss', async () => {
  const life = await begin();
  const way: [Command, (typeof ACTORS)[number], string][] = [
    ['submit', 'author', 'pending_approval'],
    ['approve', 'approver', 'approved'],
    ['issue', 'finance', 'issued'],
    ['expect', 'biller', 'issued'],
    ['give_up', 'biller', 'issued'],
    ['expect', 'biller', 'issued'],
    ['arrive', 'biller', 'partially_paid'],
    ['give_up', 'biller', 'partially_paid'],
    ['pay', 'biller', 'partially_paid'],
    ['refund', 'biller', 'partially_paid'],
    ['dispute', 'biller', 'disputed'],
    ['close_dispute', 'biller', 'partially_paid'],
    ['collect', 'viewer', 'partially_paid'],
    ['collect', 'biller', 'partially_paid'],
    ['write_off', 'author', 'partially_paid'],
    ['approve_write_off', 'author', 'partially_paid'],
    ['approve_write_off', 'approver', 'partially_paid'],
    ['book_write_off', 'approver', 'partially_paid'],
    ['book_write_off', 'finance', 'written_off'],
    ['pay', 'biller', 'written_off'],
  ];
  for (const [command, actor, status] of way) {
    await run(life, command, actors[actor]);
    await expectSound(life.invoiceId);
    const { standing } = await getInvoice({ ctx: actors.author, input: { invoiceId: life.invoiceId } });
    expect([command, actor, standing.displayStatus]).toEqual([command, actor, status]);
  }
});

test('the way of commands that a rule holds: each runs with its approval, and what it leaves is replayed', async () => {
  const life = await begin();
  const way: [Command, (typeof ACTORS)[number], string][] = [
    ['edit', 'biller', 'draft'],
    ['submit', 'author', 'pending_approval'],
    ['approve', 'approver', 'approved'],
    ['issue', 'finance', 'issued'],
    ['pay', 'biller', 'partially_paid'],
    ['refund', 'biller', 'partially_paid'],
    ['approve', 'biller', 'partially_paid'],
    ['approve', 'approver', 'partially_paid'],
    ['void', 'finance', 'partially_paid'],
    ['write_off', 'finance', 'partially_paid'],
    ['approve_write_off', 'approver', 'partially_paid'],
    ['book_write_off', 'author', 'partially_paid'],
    ['approve', 'approver', 'partially_paid'],
    ['book_write_off', 'author', 'written_off'],
  ];
  for (const [command, actor, status] of way) {
    await run(life, command, actors[actor]);
    await expectSound(life.invoiceId);
    const { standing } = await getInvoice({ ctx: actors.author, input: { invoiceId: life.invoiceId } });
    expect([command, actor, standing.displayStatus]).toEqual([command, actor, status]);
  }
});
