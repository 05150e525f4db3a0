import { eq } from 'drizzle-orm';
import type { JsonObject } from '../../../../runtime/src/core/json.ts';
import { auditEntries, refunds } from '../../../../runtime/src/db/schema/index.ts';
import { correctInvoice } from '../../../../runtime/src/flow/correct/correct-invoice.ts';
import { getInvoice } from '../../../../runtime/src/flow/read/get-invoice.ts';
import { recordPayment } from '../../../../runtime/src/flow/settle/record-payment.ts';
import { refundInvoice } from '../../../../runtime/src/flow/settle/refund-invoice.ts';
import { voidInvoice } from '../../../../runtime/src/flow/void/void-invoice.ts';
import { addPerson } from '../../../support/add-person.ts';
import { workOnApprovals } from '../../approve/support/work-on-approvals.ts';
import { joinFinance, ruleOf, workOnRules } from '../../rules/support/work-on-rules.ts';
import { issueOne } from './issue-one.ts';

const held = (command: string, when: string, role = 'finance_approver'): JsonObject => ({
  ...ruleOf(`${command.replace('_', '-')}s`, when, role),
  command,
});

/** A loop whose rules hold commands: large refunds, every void, some corrections; Kenji, who asks, and what tests do. */
export async function createHeldStage() {
  let count = 0;
  const next = (): number => (count += 1);
  const work = await workOnApprovals();
  const kenji = await addPerson(work.loop, 'Kenji', ['finance']);
  const tomo = await joinFinance(work.loop, 'Tomo');
  const rules = workOnRules(work.loop, () => tomo);
  const twoSteps = {
    ...held('correct', "commandReason.contains('twice')"),
    id: 'corrections-by-two',
    steps: [
      { order: 1, approver: { kind: 'role', role: 'finance_approver' } },
      { order: 2, approver: { kind: 'person', personId: work.mei.actor.id } },
    ],
  };
  await rules.publish(
    await rules.draft((before) => [
      ...before,
      held('refund', 'commandMinor > 100000'),
      {
        ...held('refund', "commandReason == 'In parts.' && commandTotalMinor > 100000"),
        id: 'refunds-in-parts',
      },
      held('void', 'totalMinor >= 0'),
      held('correct', "commandReason.contains('new')"),
      twoSteps,
    ]),
  );

  /** An issued invoice of 2,400.00 USD. */
  const issued = () => issueOne(work, `h${next()}`);

  async function paid(amount = '2400.00'): Promise<string> {
    const invoiceId = await issued();
    await recordPayment({
      ctx: work.author,
      input: {
        ...{ invoiceId, amount, currency: 'USD', receivedOn: '2026-11-20', rest: 'keep' },
        externalId: `in-${next()}`,
      },
    });
    return invoiceId;
  }

  const refund = (invoiceId: string, amount: string, externalId = `out-${next()}`, ctx = kenji) =>
    refundInvoice({
      ctx,
      input: { invoiceId, amount, refundedOn: '2026-11-23', reason: 'Paid twice.', externalId },
    });
  const askVoid = (invoiceId: string) =>
    voidInvoice({ ctx: kenji, input: { invoiceId, reason: 'Wrong subsidiary.' } });
  const correct = (invoiceId: string, reason: string) =>
    correctInvoice({
      ctx: kenji,
      input: {
        ...{ invoiceId, reason },
        recipients: [{ role: 'bill_to', name: 'New desk', email: 'new@example.com', locale: 'en' }],
      },
    });
  const viewOf = (invoiceId: string) => getInvoice({ ctx: work.author, input: { invoiceId } });
  const refundsOf = (invoiceId: string) =>
    work.inOrganization((tx) => tx.select().from(refunds).where(eq(refunds.invoiceId, invoiceId)));
  const actionsOf = async (invoiceId: string) => {
    const rows = await work.inOrganization((tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.objectId, invoiceId)).orderBy(auditEntries.id),
    );
    return rows.map(({ action, actor }) => `${action} ${actor.name}`);
  };
  return { work, kenji, next, issued, paid, refund, askVoid, correct, viewOf, refundsOf, actionsOf };
}

/** What `createHeldStage` gives. */
export type HeldStage = Awaited<ReturnType<typeof createHeldStage>>;
