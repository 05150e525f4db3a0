import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunSummary } from '../../../runtime/src/core/mapping/runs/run-summary.ts';
import type { Tx } from '../../../runtime/src/db/open-database.ts';
import { mappingRuns } from '../../../runtime/src/db/schema/index.ts';
import { rollBackMapping } from '../../../runtime/src/flow/mappings/roll-back-mapping.ts';
import { goOnRunning } from '../../../runtime/src/flow/mappings/runs/go-on-running.ts';
import { listRuns, readRun } from '../../../runtime/src/flow/mappings/runs/read-run.ts';
import { resumeRun } from '../../../runtime/src/flow/mappings/runs/resume-run.ts';
import { startBackfill, startDryRun } from '../../../runtime/src/flow/mappings/runs/start-run.ts';
import { stopRun } from '../../../runtime/src/flow/mappings/runs/stop-run.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { withRow, workOnMappings } from './support/work-on-mappings.ts';

let loop: Loop;
let work: ReturnType<typeof workOnMappings>;
let firstVersion: string;
/** What the dry run before the last backfill said. */
let tried: RunSummary;

/** A deal that is issued, and one that waits for approval. */
beforeAll(async () => {
  loop = await createLoop();
  work = workOnMappings(loop);
  firstVersion = (await work.live()).id;
  await loop.tellOf({ id: '900', lines: [{ id: 'l900', sku: 'API-P', quantity: '2' }] });
  await loop.tellOf({
    id: '901',
    lines: [{ id: 'l901', sku: 'API-P', quantity: '2', discountPercent: '15' }],
  });
  await loop.hub.drain();
});
afterAll(() => loop.hub.close());

const author = () => loop.organization.author;
const inOrganization = <Value>(run: (tx: Tx) => Promise<Value>) =>
  loop.hub.database.inOrganization(loop.organization.id, run);
const threeOfEach = withRow('lines[*].quantity', (row) => ({
  ...row,
  from: 'line_items[*].id',
  transform: [{ name: 'lookup', table: {}, fallback: '3' }],
}));
const quantities = async () => {
  const rows = await inOrganization((tx) =>
    tx.execute<{ external_id: string; quantity: string }>(sql`
      select link.external_id, deal.body -> 'lines' -> 0 ->> 'quantity' as quantity
      from source_links link join deals deal on deal.id = link.canonical_id
      where link.object = 'deal' order by 1`),
  );
  return Object.fromEntries(rows.map(({ external_id, quantity }) => [external_id, quantity]));
};
async function publishTried(): Promise<string> {
  const versionId = await work.draft(threeOfEach);
  await work.publish(versionId);
  const { runId } = await startDryRun({ ctx: author(), input: { versionId } });
  await loop.hub.drain();
  tried = (await readRun({ ctx: author(), input: { runId } })).run.summary;
  return versionId;
}

describe('a backfill', () => {
  test('wants a live version that a dry run has been over', async () => {
    const draft = await work.draft();
    const refused = { code: 'mapping.state_refused' };
    await expect(startBackfill({ ctx: author(), input: { versionId: draft } })).rejects.toMatchObject(
      refused,
    );
    const versionId = await work.draft(threeOfEach);
    await work.publish(versionId);
    await expect(startBackfill({ ctx: author(), input: { versionId } })).rejects.toMatchObject(refused);
    await rollBackMapping({ ctx: author(), input: { versionId: firstVersion, reason: 'Begin anew.' } });
  });

  test('maps what is not billed again, drafts its invoice anew, and reports what is billed', async () => {
    const versionId = await publishTried();
    // Of a live version: against what stands, which is what the backfill changes.
    expect(tried.outcomes).toMatchObject({ changed: 2, unchanged: 0, accepted: 0 });
    expect(tried.totals).toEqual({ USD: { before: '8880.00', after: '13320.00' } });
    const { runId } = await startBackfill({ ctx: author(), input: { versionId } });
    await loop.hub.drain();
    const { run, records } = await readRun({ ctx: author(), input: { runId } });
    expect(run).toMatchObject({ state: 'done', doneCount: 2 });
    expect(run.summary.outcomes).toMatchObject({ changed: 1, invoiced: 1 });
    expect(await quantities()).toEqual({ '900': '2', '901': '3' });
    expect(records.map(({ externalId, outcome }) => [externalId, outcome]).sort()).toEqual([
      ['900', 'invoiced'],
      ['901', 'changed'],
    ]);
    const invoices = await loop.invoices();
    const payableOf = (isIssued: boolean) =>
      invoices.find(({ number }) => (number !== null) === isIssued)?.payableMinor;
    expect([payableOf(true), payableOf(false)]).toEqual([480_000n, 612_000n]);
  });

  test('run once more changes nothing', async () => {
    const { id: versionId } = await work.live();
    const audits = () =>
      inOrganization((tx) =>
        tx.execute<{ count: string }>(
          sql`select count(*) from audit_entries where object_kind in ('deal', 'invoice')`,
        ),
      );
    const before = await audits();
    const { runId } = await startBackfill({ ctx: author(), input: { versionId } });
    await loop.hub.drain();
    const { run } = await readRun({ ctx: author(), input: { runId } });
    expect(run.summary.outcomes).toMatchObject({ unchanged: 1, invoiced: 1, changed: 0 });
    expect(await audits()).toEqual(before);
  });

  test('killed after its records were stored and before it noted them does them again and changes nothing twice', async () => {
    await rollBackMapping({ ctx: author(), input: { versionId: firstVersion, reason: 'Back.' } });
    await loop.tellOf({
      id: '902',
      lines: [{ id: 'l902', sku: 'API-P', quantity: '2', discountPercent: '15' }],
    });
    await loop.hub.drain();
    const versionId = await publishTried();
    const { runId } = await startBackfill({ ctx: author(), input: { versionId } });
    const ctx = loop.hub.system(loop.organization.id);
    await goOnRunning({ ctx, input: { runId } });
    // As a kill leaves it: what the part stored is committed, what the run noted of it is not.
    const [done] = await listRuns({ ctx: author(), input: { versionId } });
    await inOrganization((tx) =>
      tx
        .update(mappingRuns)
        .set({ state: 'running', finishedAt: null, position: '', doneCount: 0 })
        .where(sql`id = ${done?.id}`),
    );
    const versions = () =>
      inOrganization((tx) => tx.execute<{ count: string }>(sql`select count(*) from canonical_versions`));
    const before = await versions();
    await goOnRunning({ ctx, input: { runId } });
    expect(await versions()).toEqual(before);
    expect(await quantities()).toEqual({ '900': '2', '901': '3', '902': '3' });
  });

  test('that is stopped goes on where it was, unless its version is not live any more', async () => {
    const { id: versionId } = await work.live();
    const { runId } = await startBackfill({ ctx: author(), input: { versionId } });
    await stopRun({ ctx: author(), input: { runId } });
    await loop.hub.drain();
    const stateOf = async () => (await readRun({ ctx: author(), input: { runId } })).run.state;
    expect(await stateOf()).toBe('stopped');
    await resumeRun({ ctx: author(), input: { runId } });
    await loop.hub.drain();
    expect(await stateOf()).toBe('done');
    const { runId: second } = await startBackfill({ ctx: author(), input: { versionId } });
    await rollBackMapping({ ctx: author(), input: { versionId: firstVersion, reason: 'Back.' } });
    await loop.hub.drain();
    const { run } = await readRun({ ctx: author(), input: { runId: second } });
    expect(run).toMatchObject({ state: 'failed', failure: { code: 'mapping.state_refused' } });
    await expect(resumeRun({ ctx: author(), input: { runId: second } })).rejects.toMatchObject({
      code: 'mapping.state_refused',
    });
  });
});
