import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../runtime/src/core/json.ts';
import { contracts, standingApprovals } from '../../runtime/src/db/schema/index.ts';
import { billDue } from '../../runtime/src/flow/contracts/bill-due.ts';
import { acceptFiles, type Push } from '../support/push-files.ts';
import { contractOf, HUDSON, monthly, PROJECT } from '../support/sample-contracts.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';

let site: TestConsole;
let push: Push;
/** Ken, who approves, and Aiko, who administers. */
let approver: string;
let admin: string;

beforeAll(async () => {
  site = await createConsole();
  push = await acceptFiles(site.loop);
  await enter();
  await push('customer', HUDSON);
  // From the day on which the clock of the loop stands, at a price that asks an approver.
  await push('contract', contractOf({ id: 'Series', startsOn: '2026-12-10', plan: agreed() }));
});
afterAll(() => site.loop.hub.close());

const DAY_MS = 86_400_000;

/** Bills what falls due some days later; the sessions of now have ended by then. */
async function later(days: number): Promise<void> {
  site.loop.hub.clock.advance(days * DAY_MS);
  await billDue({ ctx: site.loop.hub.system(site.loop.organization.id) });
  await site.loop.hub.drain();
  await enter();
}

async function enter(): Promise<void> {
  approver = await site.enter(site.loop.organization.approver);
  admin = await site.enter(site.loop.organization.author);
}

function agreed(): JsonObject {
  const plan = monthly('1');
  const items = (plan['items'] as JsonObject[]).map((item) => ({ ...item, unitPrice: '2000.00' }));
  return { ...plan, items };
}
const within = <T>(work: Parameters<typeof site.loop.hub.database.inOrganization<T>>[1]): Promise<T> =>
  site.loop.hub.database.inOrganization(site.loop.organization.id, work);
const pathOf = async (title: string): Promise<string> => {
  const [row] = await within((tx) => tx.select().from(contracts).where(eq(contracts.title, title)));
  return `/contracts/${row?.id}`;
};
const page = async (path: string, cookie: string, language = 'en'): Promise<string> => {
  const answer = await site.get(path, { cookie, headers: { 'accept-language': language } });
  expect([path, answer.status]).toEqual([path, 200]);
  return (await expectStrictPage(answer)).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
};
const limits = {
  amountMax: '2500.00',
  invoicesMax: '12',
  startsOn: '2026-11-01',
  endsOn: '2027-10-31',
  standingReason: 'Agreed <b>for the year</b>.',
};

describe('a standing approval', () => {
  test('is given on the page of its contract, shown in both languages, and named by the invoice', async () => {
    const path = await pathOf('Series');
    expect(await page(path, approver)).toContain('Nobody approved its invoices beforehand.');
    const given = await site.post(`${path}/standing`, limits, { cookie: approver });
    expect(given.headers.get('location')).toBe(`${path}?done=given#standing`);
    expect(await page(path, approver)).toContain('Up to $2,500.00 an invoice');
    expect(await page(path, approver, 'ja')).toContain('有効');
    await later(30);
    const [invoice] = await site.loop.invoices();
    expect(invoice?.documentStatus).toBe('issued');
    const shown = await page(`/invoices/${invoice?.id}`, approver);
    expect(shown).toContain('Under the standing approval of Ken of');
    expect(shown).toContain('12 invoices at most');
    expect(await page(`/invoices/${invoice?.id}`, approver, 'ja')).toContain('Kenさんの継続承認');
    expect(await page(path, approver)).toContain(invoice?.number ?? 'no number');
  });

  test('with a limit that cannot be is refused at its field, and what was typed stays', async () => {
    const path = await pathOf('Series');
    for (const [wrong, words] of [
      [{ endsOn: '2026-10-31' }, 'first day'],
      [{ amountMax: '2.005' }, 'decimals'],
      [{ invoicesMax: 'many' }, 'many'],
    ] as const) {
      const answer = await site.post(`${path}/standing`, { ...limits, ...wrong }, { cookie: approver });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      const shown = await answer.text();
      expect(shown).toContain(words);
      expect(shown).toContain('Agreed &lt;b&gt;for the year&lt;/b&gt;.');
    }
  });

  test('is taken back on the page by its giver, and then the invoice says why it waits', async () => {
    const path = await pathOf('Series');
    const [row] = await within((tx) => tx.select().from(standingApprovals));
    const back = await site.post(`${path}/standing/${row?.id}/revoke`, {}, { cookie: approver });
    expect(back.headers.get('location')).toBe(`${path}?done=revoked#standing`);
    expect(await page(path, approver)).toContain('Taken back');
    await later(31);
    const invoice = (await site.loop.invoices()).at(-1);
    expect(invoice?.documentStatus).toBe('pending_approval');
    expect(await page(`/invoices/${invoice?.id}`, approver)).toContain('The one of Ken: it was taken back.');
    expect(await page('/approvals', approver, 'ja')).toContain('取り消されています');
  });

  test('is for a series: the page of a project says so', async () => {
    await push('contract', contractOf({ id: 'Project', startsOn: '2027-06-01', plan: PROJECT }));
    expect(await page(await pathOf('Project'), approver)).toContain(
      'A project or a single order has no series',
    );
  });
});

describe('the page of approval terms', () => {
  const PAGE = '/set-up/approvals';

  test('is for administrators', async () => {
    expect((await site.get(PAGE, { cookie: approver })).status).toBe(403);
    expect(await page('/set-up', admin)).toContain('Approval terms');
  });

  test('sets a tolerance with its reason, and refuses one that cannot be at its field', async () => {
    const id = site.loop.organization.usEntityId;
    const form = (percent: string, amount: string) => ({
      [`percent-${id}`]: percent,
      [`amount-${id}`]: amount,
      [`reason-${id}`]: 'Late meters.',
    });
    expect(await page(PAGE, admin)).toContain('None: every change asks again.');
    const saved = await site.post(`${PAGE}/tolerance/${id}`, form('0.5', '10.00'), { cookie: admin });
    expect(saved.headers.get('location')).toBe(`${PAGE}?done=tolerance`);
    expect(await page(PAGE, admin)).toContain('Set by Aiko: Late meters.');
    expect(await page(PAGE, admin, 'ja')).toContain('許容範囲');
    const refused = await site.post(`${PAGE}/tolerance/${id}`, form('11', '10.00'), { cookie: admin });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('between 0 and 10');
  });

  test('switches a rule off with a reason, warns of it, and lets a decision say so', async () => {
    const off = (reason: string) =>
      site.post(`${PAGE}/segregation/creator`, { isOn: '', 'reason-creator': reason }, { cookie: admin });
    expect((await off('')).status).toBe(400);
    expect((await off('Two of us.')).headers.get('location')).toBe(`${PAGE}?done=off`);
    expect(await page(PAGE, admin)).toContain('Rules of segregation are switched off:');
    await site.post(
      `${PAGE}/segregation/last_editor`,
      { isOn: '', 'reason-last_editor': 'Two of us.' },
      { cookie: admin },
    );
    const invoice = await site.invoiceOf({
      id: '77',
      lines: [{ id: 'l', sku: 'PLAT-Y', discountPercent: '15' }],
    });
    // Aiko sold it; she decides it now, and is told why she may.
    const path = `/invoices/${invoice.id}`;
    const asked = await site.get(path, { cookie: admin });
    const html = await asked.text();
    expect(html).toContain('You may decide this only because a rule of segregation is switched off:');
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
    const decided = await site.post(
      `${path}/decision`,
      { contentHash: hidden('contentHash'), requestId: hidden('requestId'), decision: 'approved' },
      { cookie: admin },
    );
    expect(decided.status).toBe(303);
    expect(await page(path, admin, 'ja')).toContain('無効になっている職務分掌ルールなしで決定されました');
    const on = { isOn: 'on', 'reason-creator': 'A third joined.' };
    const back = await site.post(`${PAGE}/segregation/creator`, on, { cookie: admin });
    expect(back.headers.get('location')).toBe(`${PAGE}?done=on`);
  });
});
