import { desc, eq } from 'drizzle-orm';
import { approvalRequests, entities } from '../../../runtime/src/db/schema/index.ts';
import { addPerson } from '../../support/add-person.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { ruleOf, workOnRules } from '../rules/support/work-on-rules.ts';
import { commandsOn, type Target } from './commands-on.ts';

const STATE_NAMES = [
  'draft',
  'pending_approval',
  'approved',
  'issued',
  'void_held',
  'part_paid',
  'awaiting_money',
  'disputed',
  'voiding',
  'voided',
  'discarded',
] as const;

/** A state that an invoice can be in; an issued one also sent, with money on it or on its way to it, or disputed. */
export type StateName = (typeof STATE_NAMES)[number];

/** A loop with one invoice in every state, each brought there by the commands that lead there. */
export type EveryState = { loop: Loop; targets: Record<StateName, Target> };

/** Makes them: of 12,000.00 USD less 15 %, submitted by the author, which the rule sends to an approver. */
export async function createEveryState(): Promise<EveryState> {
  const loop = await createLoop();
  const { author, approver, id: organizationId } = loop.organization;
  const finance = await addPerson(loop, 'Mei', ['finance']);
  const inOrganization = <T>(work: Parameters<typeof loop.hub.database.inOrganization<T>>[1]): Promise<T> =>
    loop.hub.database.inOrganization(organizationId, work);
  await inOrganization((tx) =>
    tx.update(entities).set({ isAutoSubmit: false, isAutoIssue: false, isAutoSend: false }),
  );

  const rei = await addPerson(loop, 'Rei', ['finance']);
  const rules = workOnRules(loop, () => rei);
  const voids = { ...ruleOf('voids', 'hasPurchaseOrder'), command: 'void' };
  await rules.publish(await rules.draft((before) => [...before, voids]));

  const targetOf = async (invoiceId: string): Promise<Target> => {
    const [request] = await inOrganization((tx) =>
      tx
        .select({ id: approvalRequests.id })
        .from(approvalRequests)
        .where(eq(approvalRequests.invoiceId, invoiceId))
        .orderBy(desc(approvalRequests.id))
        .limit(1),
    );
    return { invoiceId, requestId: request?.id ?? 'apr_none' };
  };

  let next = 900;
  async function begin(
    ...commands: (
      | 'edit'
      | 'submit'
      | 'approve'
      | 'issue'
      | 'send'
      | 'pay'
      | 'expect'
      | 'dispute'
      | 'void'
      | 'discard'
    )[]
  ) {
    const id = String(next++);
    await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'PLAT-Y', discountPercent: '15' }] });
    await loop.hub.drain();
    const invoiceId = (await loop.invoices()).at(-1)?.id ?? '';
    for (const command of commands) {
      const ctx = command === 'submit' ? author : command === 'approve' ? approver : finance;
      await commandsOn(ctx, await targetOf(invoiceId))[command]();
      if (command === 'issue' || command === 'send') await loop.hub.drain();
    }
    return invoiceId;
  }

  const voided = await begin('submit', 'approve', 'issue', 'send', 'void');
  await loop.hub.drain();
  const ids: Record<StateName, string> = {
    draft: await begin(),
    pending_approval: await begin('submit'),
    approved: await begin('submit', 'approve'),
    issued: await begin('submit', 'approve', 'issue', 'send'),
    // An edit gives it a purchase order, and a rule holds the voids of such.
    void_held: await begin('edit', 'submit', 'approve', 'issue', 'void'),
    part_paid: await begin('submit', 'approve', 'issue', 'pay'),
    awaiting_money: await begin('submit', 'approve', 'issue', 'expect'),
    disputed: await begin('submit', 'approve', 'issue', 'dispute'),
    discarded: await begin('submit', 'discard'),
    // Last, as nothing runs after it: its ledger has not been asked yet.
    voiding: await begin('submit', 'approve', 'issue', 'void'),
    voided,
  };
  const targets = {} as Record<StateName, Target>;
  for (const state of STATE_NAMES) targets[state] = await targetOf(ids[state]);
  return { loop, targets };
}
