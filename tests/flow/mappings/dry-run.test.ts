import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../../../runtime/src/db/open-database.ts';
import { goOnRunning } from '../../../runtime/src/flow/mappings/runs/go-on-running.ts';
import { readRun } from '../../../runtime/src/flow/mappings/runs/read-run.ts';
import { startDryRun } from '../../../runtime/src/flow/mappings/runs/start-run.ts';
import { stopRun } from '../../../runtime/src/flow/mappings/runs/stop-run.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { withRow, workOnMappings } from './support/work-on-mappings.ts';

let loop: Loop;
let work: ReturnType<typeof workOnMappings>;

/** Three won deals: one issued, one that waits for approval, one that names an unknown product. */
beforeAll(async () => {
  loop = await createLoop();
  work = workOnMappings(loop);
  await loop.tellOf({ id: '800', lines: [{ id: 'l800', sku: 'API-P', quantity: '2' }] });
  await loop.tellOf({ id: '801', lines: [{ id: 'l801', sku: 'API-P', discountPercent: '15' }] });
  await loop.tellOf({ id: '802', lines: [{ id: 'l802', sku: 'NOBODY-SELLS-THIS' }] });
  await loop.hub.drain();
});
afterAll(() => loop.hub.close());

const author = () => loop.organization.author;
const inOrganization = <Value>(run: (tx: Tx) => Promise<Value>) =>
  loop.hub.database.inOrganization(loop.organization.id, run);
const dryRun = async (versionId: string, filter = {}) => {
  const { runId } = await startDryRun({ ctx: author(), input: { versionId, filter } });
  await loop.hub.drain();
  return readRun({ ctx: author(), input: { runId } });
};
/** Everything that a dry run must leave as it was. */
const everything = () =>
  inOrganization((tx) =>
    tx.execute<{ counts: string }>(sql`
      select json_build_object(
        'invoices', (select count(*) from invoices), 'lines', (select json_agg(is_live order by invoice_id, position) from invoice_lines),
        'events', (select count(*) from invoice_events), 'deals', (select json_agg(body order by id) from deals),
        'versions', (select count(*) from canonical_versions), 'letters', (select count(*) from dead_letters),
        'links', (select json_agg(mapping_version_id order by external_id) from source_links),
        'deliveries', (select count(*) from webhook_deliveries))::text as counts`),
  );

describe('a dry run', () => {
  test('of an unchanged mapping finds every record unchanged and no invoice affected', async () => {
    const { run, records } = await dryRun(await work.draft());
    expect(run).toMatchObject({ state: 'done', totalCount: 3, doneCount: 3 });
    expect(run.summary.outcomes).toMatchObject({ unchanged: 3, changed: 0, refused: 0 });
    expect(run.summary.invoices.affected).toBe(0);
    expect(records).toEqual([]);
  });

  test('says in money what a changed quantity does, and which invoices are issued and stay', async () => {
    const before = await everything();
    const versionId = await work.draft(
      withRow('lines[*].quantity', (row) => ({
        ...row,
        from: 'line_items[*].id',
        transform: [{ name: 'lookup', table: {}, fallback: '3' }],
      })),
    );
    const { run, records } = await dryRun(versionId);
    expect(run.summary.outcomes).toMatchObject({ changed: 3 });
    expect(run.summary.fields).toEqual({ 'lines[*].quantity': 3 });
    expect(run.summary.invoices).toMatchObject({ affected: 2, issued: 1, refusedNow: 0 });
    expect(run.summary.totals).toEqual({ USD: { before: '6840.00', after: '13320.00' } });
    const issued = records.find(({ externalId }) => externalId === '800');
    expect(issued).toMatchObject({
      outcome: 'changed',
      changes: [{ path: 'lines[0].quantity', before: '2', after: '3' }],
      invoices: [
        {
          invoice: { number: expect.stringMatching(/^INV-/) },
          before: { outcome: 'invoice', payable: '4800.00', route: 'auto_approved' },
          after: { outcome: 'invoice', payable: '7200.00', route: 'auto_approved' },
        },
      ],
    });
    expect(await everything()).toEqual(before);
  });

  test('says which invoices a person would have to approve now, and why', async () => {
    const versionId = await work.draft(
      withRow('lines[*].discountPercent', (row) => ({
        ...row,
        from: 'line_items[*].id',
        transform: [{ name: 'lookup', table: {}, fallback: '20' }],
      })),
    );
    const { run, records } = await dryRun(versionId);
    expect(run.summary.invoices).toMatchObject({ affected: 2, needApprovalNow: 1 });
    const [effect] = records.find(({ externalId }) => externalId === '800')?.invoices ?? [];
    expect(effect).toMatchObject({
      before: { route: 'auto_approved' },
      after: {
        route: 'needs_approval',
        why: { en: expect.stringMatching(/./), ja: expect.stringMatching(/./) },
      },
    });
  });

  test('names every finding of a record that would be refused', async () => {
    const versionId = await work.draft((rows) =>
      [
        withRow('currency', (row) => ({ ...row, from: 'properties.nothing' })),
        withRow('customerKey', (row) => ({ ...row, from: 'properties.nothing' })),
      ].reduce((all, change) => change(all), rows),
    );
    const { run, records } = await dryRun(versionId);
    expect(run.summary.outcomes).toMatchObject({ refused: 3 });
    expect(run.summary.invoices).toMatchObject({ refusedNow: 2 });
    expect(records[0]?.findings.map(({ detail }) => detail)).toEqual([
      'row 2, field "currency": is missing',
      'row 3, field "customerKey": is missing',
    ]);
  });

  test('goes over the newest records first, up to its limit, and over those of its filter only', async () => {
    const versionId = await work.draft();
    expect((await dryRun(versionId, { limit: 2 })).run).toMatchObject({ totalCount: 2, doneCount: 2 });
    const { run } = await dryRun(versionId, {
      where: { from: 'line_items[0].properties.hs_sku', equals: 'API-P' },
    });
    expect(run.summary.outcomes).toMatchObject({ unchanged: 2, passed_over: 1 });
    const { run: late } = await dryRun(versionId, {
      since: new Date(loop.hub.clock.now().getTime() + 1).toISOString(),
    });
    expect(late).toMatchObject({ state: 'done', totalCount: 0, doneCount: 0 });
  });

  test('that is stopped ends with what it found until then, and a second one begins anew', async () => {
    const versionId = await work.draft();
    const { runId } = await startDryRun({ ctx: author(), input: { versionId } });
    expect(await startDryRun({ ctx: author(), input: { versionId } })).toEqual({ runId });
    await stopRun({ ctx: author(), input: { runId } });
    await loop.hub.drain();
    expect((await readRun({ ctx: author(), input: { runId } })).run).toMatchObject({
      state: 'stopped',
      doneCount: 0,
    });
    expect((await dryRun(versionId)).run).toMatchObject({ state: 'done', doneCount: 3 });
  });

  test('whose worker is thought lost and comes back counts nothing twice', async () => {
    const versionId = await work.draft();
    const { runId } = await startDryRun({ ctx: author(), input: { versionId } });
    const ctx = loop.hub.system(loop.organization.id);
    await Promise.all([goOnRunning({ ctx, input: { runId } }), goOnRunning({ ctx, input: { runId } })]);
    await loop.hub.drain();
    const { run } = await readRun({ ctx: author(), input: { runId } });
    expect(run).toMatchObject({ state: 'done', doneCount: 3 });
    expect(run.summary.outcomes.unchanged).toBe(3);
  });
});
