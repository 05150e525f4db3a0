import { afterAll, beforeAll, expect, test } from 'vitest';
import { factsToJson } from '../../../runtime/src/core/rules/facts-to-json.ts';
import type { RuleFacts } from '../../../runtime/src/core/rules/rule-facts.ts';
import { approvalRequests, invoices } from '../../../runtime/src/db/schema/index.ts';
import { loadSimulatedInvoices } from '../../../runtime/src/flow/rules/load-simulated-invoices.ts';
import { readRulesVersion } from '../../../runtime/src/flow/rules/read-rules-version.ts';
import { saveRules } from '../../../runtime/src/flow/rules/save-rules.ts';
import { simulateRules } from '../../../runtime/src/flow/rules/simulate-rules.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { ruleOf, workOnRules } from './support/work-on-rules.ts';

let loop: Loop;
let work: ReturnType<typeof workOnRules>;
beforeAll(async () => {
  loop = await createLoop();
  work = workOnRules(loop, () => loop.organization.approver);
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P', discountPercent: '8' }] });
  await loop.hub.drain();
  await loop.tellOf({ id: '2', lines: [{ id: 'b', sku: 'PLAT-Y', discountPercent: '15' }] });
  await loop.tellOf({ id: '3', lines: [{ id: 'c', sku: 'PLAT-Y', price: '11999.00' }] });
  await loop.hub.drain();
});
afterAll(() => loop.hub.close());

const author = () => loop.organization.author;
const inOrganization: Loop['hub']['database']['inOrganization'] = (_id, run) =>
  loop.hub.database.inOrganization(loop.organization.id, run);

test('sees the facts that were stored when an invoice was routed, but for what is not known afterwards', async () => {
  await inOrganization('', async (tx) => {
    const since = new Date(0);
    const facts = new Map<string, RuleFacts>();
    for await (const invoice of loadSimulatedInvoices(tx, { entityId: loop.organization.usEntityId, since }))
      facts.set(invoice.invoiceId, invoice.facts);
    const stored = await tx.select().from(approvalRequests);
    expect(stored).toHaveLength(2);
    for (const request of stored) {
      const found = facts.get(request.invoiceId);
      const { hasBuyerMismatch: _compared, ...known } = request.facts;
      expect(found && factsToJson(found)).toEqual(known);
    }
  });
});

test('a draft is tried on what came in, beside the rules in force, and no invoice is touched', async () => {
  const read = () => inOrganization('', (tx) => tx.select().from(invoices).orderBy(invoices.id));
  const before = await read();
  const versionId = await work.draft((rules) => [
    ...rules.filter(({ id }) => id !== 'price-off-the-master'),
    ruleOf('discount-above-5', 'maxDiscountPpm > 50000', 'finance'),
  ]);
  const input = { entityId: loop.organization.usEntityId, versionId };
  const result = await simulateRules({ ctx: author(), input });
  expect(result).toMatchObject({
    invoices: { count: 3 },
    before: { autoApproved: { count: 1 }, needsApproval: { count: 2 } },
    after: { autoApproved: { count: 1 }, needsApproval: { count: 2 } },
    newlyRouted: { count: 1 },
    noLongerRouted: { count: 1 },
    changedCount: 3,
  });
  expect(await read()).toEqual(before);
});

test('what it made of them is shown with the version until the version says something else', async () => {
  const versionId = await work.draft((rules) => rules.slice(1));
  const input = { entityId: loop.organization.usEntityId, versionId };
  const result = await simulateRules({ ctx: author(), input: { ...input, days: 30 } });
  const view = () => readRulesVersion({ ctx: author(), input: { versionId } });
  expect((await view()).simulation).toMatchObject({ days: 30, result, simulatedBy: { name: 'Aiko' } });
  const { definition, revision } = await work.get(versionId);
  await saveRules({
    ctx: author(),
    input: { versionId, revision, definition: { ...definition, rules: [ruleOf('all', 'true')] } },
  });
  expect((await view()).simulation).toBeNull();
});

test('only the invoices of the last days count, and none of another entity', async () => {
  loop.hub.clock.advance(10 * 86_400_000);
  const definition = (await work.live()).definition;
  const simulate = (entityId: string, days: number) =>
    simulateRules({ ctx: author(), input: { entityId, definition, days } });
  const { usEntityId, jpEntityId } = loop.organization;
  expect((await simulate(usEntityId, 11)).invoices.count).toBe(3);
  expect((await simulate(usEntityId, 9)).invoices.count).toBe(0);
  expect((await simulate(jpEntityId, 90)).invoices.count).toBe(0);
});

test('a version of another entity, or one that nobody has, is refused', async () => {
  const { id: versionId } = await work.live();
  for (const input of [
    { entityId: loop.organization.jpEntityId, versionId },
    { entityId: loop.organization.usEntityId, versionId: 'rul_00000000' },
  ])
    await expect(simulateRules({ ctx: author(), input })).rejects.toMatchObject({ code: 'rules.not_found' });
});
